create function pgfiles.type_problem(file_type text, allowed_types text[])
    returns pgfiles.problem
    language sql
    stable
    parallel safe
as $$
    select case when pgfiles.is_type_allowed(file_type, allowed_types) is not true then
        ('type_not_allowed',
        format('allowed: %s; got %s', array_to_string(allowed_types, ', '), file_type),
        'send a file of an allowed type')::pgfiles.problem
    end
$$;

comment on function pgfiles.type_problem(text, text[]) is
    'What is wrong with a content type that the bucket does not take; null if nothing.';

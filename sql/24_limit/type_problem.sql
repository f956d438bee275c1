create function pgfiles.type_problem(
    file_type text, is_type_guessed boolean, allowed_types text[]
)
    returns pgfiles.problem
    language sql
    stable
    parallel safe
as $$
    select case
        when pgfiles.is_type_open(file_type, is_type_guessed, allowed_types) is not true then
        ('type_not_allowed',
        format('allowed: %s; got %s', array_to_string(allowed_types, ', '), file_type),
        'send a file of an allowed type'
            || case when is_type_guessed then ', and its content type as file_type' else '' end
        )::pgfiles.problem
    end
$$;

comment on function pgfiles.type_problem(text, boolean, text[]) is
    'What is wrong with a content type that the bucket does not take; null if nothing.';

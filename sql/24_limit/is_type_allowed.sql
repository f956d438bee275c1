create function pgfiles.is_type_allowed(file_type text, allowed_types text[])
    returns boolean
    language sql
    immutable
    parallel safe
as $$
    select allowed_types
        && (pgfiles.type_names(file_type) || array[split_part(file_type, '/', 1) || '/*', '*/*'])
$$;

comment on function pgfiles.is_type_allowed(text, text[]) is
    'Whether a content type matches type/subtype, type/* or */*.';

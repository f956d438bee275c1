create function pgfiles.is_type_allowed(file_type text, allowed_types text[])
    returns boolean
    language sql
    immutable
    strict
    parallel safe
as $$
    select exists (
        select from unnest(allowed_types) a (pattern)
        where a.pattern in (file_type, split_part(file_type, '/', 1) || '/*', '*/*'))
$$;

comment on function pgfiles.is_type_allowed(text, text[]) is
    'Whether a content type matches type/subtype, type/* or */*.';

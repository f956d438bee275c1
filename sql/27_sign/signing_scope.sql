create function pgfiles.signing_scope(bucket text)
    returns text
    language sql
    stable
    parallel safe
as $$
    -- The whole claims: whoever has other claims has another scope. For a superuser, who has none,
    -- the role tells.
    select bucket || ' ' || current_setting('is_superuser') || ' '
        || coalesce(current_setting('request.jwt.claims', true), '')
$$;

comment on function pgfiles.signing_scope(text) is
    'For whom and for which bucket java_column_url signs.';

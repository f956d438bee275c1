create function pgfiles.claims()
    returns jsonb
    language sql
    stable
    parallel safe
as $$
    -- On a pooled connection the setting is '' after the first request, not null.
    select nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::pg_catalog.jsonb
$$;

comment on function pgfiles.claims() is
    'The claims of the request''s JSON Web Token as PostgREST passes them on; null outside a '
    'request.';

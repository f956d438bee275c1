create function pgfiles.is_dba()
    returns boolean
    language sql
    stable
    parallel safe
as $$
    -- is_superuser follows SET ROLE and not the owner of a security definer function, which is what
    -- is wanted here.
    select pgfiles.claims() is null and pg_catalog.current_setting('is_superuser')::pg_catalog.bool
$$;

comment on function pgfiles.is_dba() is
    'Whether the caller is a superuser outside of any request: psql, pg_cron, a migration.';

create function pgfiles.is_dba()
    returns boolean
    language sql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- is_superuser follows SET ROLE and not the owner of a security definer function, which is what is wanted here.
    select pgfiles.claims() is null and current_setting('is_superuser')::boolean
$$;

comment on function pgfiles.is_dba() is
    'Whether the caller is a superuser outside of any request: psql, pg_cron, a migration.';

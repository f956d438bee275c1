create function pgfiles.claim(name text)
    returns text
    language sql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select nullif(pgfiles.claims() #>> pgfiles.setting('claim_' || name)::text[], '')
$$;

comment on function pgfiles.claim(text) is
    'The claim that the setting claim_<name> points to, for example {user,organization_id}; null if absent or empty.';

create function pgfiles.claim(name text)
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
begin
    return case when v_claims is not null then
        nullif(v_claims #>> pgfiles.setting('claim_' || name)::text[], '')
    end;
end
$$;

comment on function pgfiles.claim(text) is
    'The claim that the setting claim_<name> points to, for example {user,organization_id}; null '
    'if absent or empty.';

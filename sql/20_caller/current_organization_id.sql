create function pgfiles.current_organization_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
    v_paths text[] := pgfiles.claim_paths('claim_organization_id');
    v_claim jsonb := v_claims #> v_paths[1]::text[];
begin
    -- Asked for each query: the usual token has a plain text where the first path leads.
    if jsonb_typeof(v_claim) = 'string' and v_claim #>> '{}' ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,15}$'
    then
        return v_claim #>> '{}';
    end if;
    return pgfiles.checked_organization_id(pgfiles.claimed_id(v_claims, v_paths));
end
$$;

comment on function pgfiles.current_organization_id() is
    'The caller''s organization by the token; "_" where the token names none (an application '
    'without tenants, or a DBA).';

create function pgfiles.current_organization_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return pgfiles.checked_organization_id((
        select pgfiles.claimed_id(pgfiles.claims(), e.claim_organization_id)
        from pgfiles.effective_setting e
        where e.is_only_row));
end
$$;

comment on function pgfiles.current_organization_id() is
    'The caller''s organization by the token; "_" where the token names none (an application '
    'without tenants, or a DBA).';

create function pgfiles.current_organization_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id text := pgfiles.claim('organization_id');
begin
    -- '_' cannot be claimed, since an id starts with a letter or a digit.
    if v_id is null then
        return '_';
    end if;
    -- The id becomes the first segment of every S3 key of the organization.
    if v_id !~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' then
        perform pgfiles.raise_error('claim_invalid',
            'organization_id must match [A-Za-z0-9][A-Za-z0-9._-]{0,63}',
            'change the claim at the identity provider');
    end if;
    return v_id;
end
$$;

comment on function pgfiles.current_organization_id() is
    'The caller''s organization by the token; "_" where the token names none (an application '
    'without tenants, or a DBA).';

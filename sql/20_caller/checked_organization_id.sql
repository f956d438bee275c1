create function pgfiles.checked_organization_id(organization_id text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- '_' cannot be claimed, since an id starts with a letter or a digit.
    if organization_id is null then
        return '_';
    end if;
    -- The id becomes the first segment of every S3 key of the organization.
    -- A bound in the expression would cost three times as much as the length beside it.
    if organization_id !~ '^[A-Za-z0-9][A-Za-z0-9._-]*$' or length(organization_id) > 64 then
        perform pgfiles.raise_error('claim_invalid',
            'organization_id must match [A-Za-z0-9][A-Za-z0-9._-]{0,63}',
            'change the claim at the identity provider');
    end if;
    return organization_id;
end
$$;

comment on function pgfiles.checked_organization_id(text) is
    'An organization of a token, "_" where it names none, or a clear error.';

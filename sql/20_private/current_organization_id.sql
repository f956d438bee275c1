create function pgfiles.current_organization_id()
    returns text
    language sql
    stable
    parallel safe
    -- Inlined wherever it stands: policies and defaults ask for it several times in each call.
    return pgfiles.checked_organization_id(pgfiles.claim('organization_id'));

comment on function pgfiles.current_organization_id() is
    'The caller''s organization by the token; "_" where the token names none (an application '
    'without tenants, or a DBA).';

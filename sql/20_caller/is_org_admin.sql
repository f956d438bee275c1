create function pgfiles.is_org_admin()
    returns boolean
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Contained is a text that equals it, and an array that has it (groups); not an object's key.
    return coalesce(
        pgfiles.claim_at(pgfiles.claims(), pgfiles.claim_paths('claim_role'))
            @> to_jsonb(pgfiles.setting('admin_role')),
        false);
end
$$;

comment on function pgfiles.is_org_admin() is
    'Whether the token''s application role is the setting admin_role, or its groups include it '
    '(claim role, not the database role).';

create function pgfiles.is_in_caller_organization(keys text[])
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_prefix text := pgfiles.current_organization_id() || '/';
begin
    return pgfiles.is_dba()
        or (select coalesce(bool_and(starts_with(k, v_prefix)), true)
            from unnest(keys) k);
end
$$;

comment on function pgfiles.is_in_caller_organization(text[]) is
    'Whether all keys belong to the caller''s organization, which is their first segment.';

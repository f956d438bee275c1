create function pgfiles.fold_some_usage()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because what is used is nobody's to write. A trigger has no caller to check.
    perform pgfiles.fold_usage(new.organization_id, new.owner_id);
    return null;
end
$$;

comment on function pgfiles.fold_some_usage() is
    'Folds the rows in quota_usage of which there is a new one.';

create function pgfiles.stamp_deletion()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.deleted_at is null then
        new.deleted_by := null;
        new.deletion_cause := null;
        new.purge_at := null;
        return new;
    end if;
    -- Whoever is subject to row-level security says that it is deleted, and not when.
    if row_security_active('pgfiles.file') then
        new.deleted_at := now();
    end if;
    new.deleted_by := coalesce(new.deleted_by, pgfiles.current_user_id());
    new.deletion_cause := coalesce(new.deletion_cause, 'deleted');
    new.purge_at := coalesce(
        new.purge_at, new.deleted_at + pgfiles.setting('trash_retention')::interval);
    return new;
end
$$;

comment on function pgfiles.stamp_deletion() is
    'Says of a file that is put into the trash who did it, why, and how long it stays; and no more '
    'of one that is taken out again.';

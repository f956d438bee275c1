create function pgfiles.follow_truncated_entities()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
begin
    -- Definer, because whoever may empty the table need not own the files. A trigger has no caller
    -- to check: what it does follows from the rows that are gone.
    if pgfiles.is_restoring() then
        return null;
    end if;
    for v_type in
        select t.*
        from pgfiles.entity_type t
        where t.table_oid = tg_relid and t.on_delete <> 'keep'
        order by t.name
    loop
        perform pgfiles.drop_entity_files(v_type.name, v_type.on_delete, array(
            select f.id
            from pgfiles.file f
            where f.entity_type = v_type.name and not f.is_deleted
            order by f.id));
    end loop;
    return null;
end
$$;

comment on function pgfiles.follow_truncated_entities() is
    'The same as follow_deleted_entities for all rows at once.';

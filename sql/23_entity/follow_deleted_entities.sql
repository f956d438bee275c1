create function pgfiles.follow_deleted_entities()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_type pgfiles.entity_type;
    v_file_ids uuid[];
begin
    -- Definer, because whoever may delete the row need not own the files. A trigger has no caller
    -- to check: what it does follows from the rows that are gone.
    if pgfiles.is_restoring() then
        return null;
    end if;
    for v_type in
        select t.*
        from pgfiles.entity_type t
        join pg_attribute a
            on a.attrelid = t.table_oid and a.attname = t.id_column and not a.attisdropped
        where t.table_oid = tg_relid and t.on_delete <> 'keep'
        order by t.name
    loop
        execute format($sql$
            select array_agg(f.id order by f.id)
            from pgfiles_deleted d
            cross join lateral (
                select f.id, f.entity_type
                from pgfiles.file f
                where f.entity_id = d.%I::text and not f.is_deleted
                offset 0) f
            where f.entity_type = $1$sql$, v_type.id_column)
        into v_file_ids using v_type.name;
        perform pgfiles.drop_entity_files(v_type.name, v_type.on_delete, v_file_ids);
    end loop;
    return null;
end
$$;

comment on function pgfiles.follow_deleted_entities() is
    'Does with the files of deleted rows of a table of the application what the on_delete of their '
    'entity type says.';

create function pgfiles.move_entity_files(
    table_oid oid, id_column name, old_row jsonb, new_row jsonb
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_type pgfiles.entity_type;
    v_ids text[];
    v_file_ids uuid[];
begin
    if pgfiles.is_restoring() then
        return;
    end if;
    for v_type in
        select t.*
        from pgfiles.entity_type t
        where t.table_oid = any (
                array(select a.relid from pg_partition_ancestors(move_entity_files.table_oid) a)
                || move_entity_files.table_oid)
            and t.id_column = move_entity_files.id_column
            and t.on_delete <> 'keep'
        order by t.name
    loop
        -- As the table writes them.
        v_ids := pgfiles.cast_entity_ids(
            v_type.name, array[old_row ->> id_column::text, new_row ->> id_column::text]);
        v_file_ids := pgfiles.lock_files(pgfiles.files_of_entity(v_type.name, v_ids[1]));
        update pgfiles.file f set entity_id = v_ids[2] where f.id = any (v_file_ids);
    end loop;
end
$$;

comment on function pgfiles.move_entity_files(oid, name, jsonb, jsonb) is
    'Gives the files of a row of the application to the id that it has now.';

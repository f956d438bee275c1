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
        -- Also those in the trash.
        update pgfiles.file f
        set entity_id = v_ids[2]
        where f.id = any (array(
            select l.id
            from (
                select o.id
                from (
                    select f.id, f.entity_type
                    from pgfiles.file f
                    where f.entity_id = v_ids[1] and not f.is_deleted
                    union all
                    select f.id, f.entity_type
                    from pgfiles.file f
                    where f.entity_id = v_ids[1] and f.is_deleted
                    offset 0) o
                where o.entity_type = v_type.name
                order by o.id) o
            cross join lateral (
                select l.id from pgfiles.file l where l.id = o.id offset 0 for no key update) l));
    end loop;
end
$$;

comment on function pgfiles.move_entity_files(oid, name, jsonb, jsonb) is
    'Gives the files of a row of the application to the id that it has now.';

create function pgfiles.follow_deleted_entity()
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
    v_id text;
    v_is_there boolean;
begin
    -- Definer, because whoever may delete the row need not own the files. A trigger has no caller
    -- to check: what it does follows from the row that is gone.
    if pgfiles.is_restoring() then
        return null;
    end if;
    for v_type in
        select t.*
        from pgfiles.entity_type t
        join pg_attribute a
            on a.attrelid = t.table_oid and a.attname = t.id_column and not a.attisdropped
        where t.table_oid = any (array(select a.relid from pg_partition_ancestors(tg_relid) a))
            and t.on_delete <> 'keep'
        order by t.name
    loop
        -- A row that has moved to another partition is not gone.
        execute format('select $1.%1$I::text, exists (select from %2$s e where e.%1$I = $1.%1$I)',
            v_type.id_column, v_type.table_oid::regclass)
        into v_id, v_is_there using old;
        continue when v_is_there;
        perform pgfiles.drop_entity_files(v_type.name, v_type.on_delete, array(
            select f.id
            from (
                select f.id, f.entity_type
                from pgfiles.file f
                where f.entity_id = v_id and not f.is_deleted
                offset 0) f
            where f.entity_type = v_type.name
            order by f.id));
    end loop;
    return null;
end
$$;

comment on function pgfiles.follow_deleted_entity() is
    'The same as follow_deleted_entities for one row of a table in partitions.';

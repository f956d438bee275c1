create function pgfiles.follow_entity_tables()
    returns event_trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changed oid[] := array(
        select t.table_oid
        from pgfiles.entity_type t
        join pg_class c on c.oid = t.table_oid
        where exists (
            select
            from pg_event_trigger_ddl_commands() d
            where d.objid in (c.oid, c.relnamespace, (
                select a.atttypid
                from pg_attribute a
                where a.attrelid = c.oid and a.attnum = t.attnums[1]))));
    v_type pgfiles.entity_type;
begin
    -- Definer, because whoever changes a table need not be able to write our rows. What it writes
    -- is what the catalogue says.
    if v_changed = '{}' then
        return;
    end if;
    for v_type in
        select t.*
        from pgfiles.entity_type t
        cross join lateral (
            select array_agg(a.attname order by p.place),
                min(format_type(a.atttypid, -1)) filter (where p.place = 1)
            from unnest(t.attnums) with ordinality p (attnum, place)
            left join pg_attribute a
                on a.attrelid = t.table_oid and a.attnum = p.attnum and not a.attisdropped
        ) n (names, id_type)
        where t.table_oid = any (v_changed)
            and (n.names, n.id_type, t.table_oid) is distinct from (
                array[t.id_column, t.location_column, t.latitude_column, t.longitude_column],
                t.id_type, to_regclass(t.table_name)::oid)
    loop
        begin
            update pgfiles.entity_type t
            set id_column = n.names[1], location_column = n.names[2],
                latitude_column = n.names[3], longitude_column = n.names[4]
            from (
                select array_agg(a.attname order by p.place)
                from unnest(v_type.attnums) with ordinality p (attnum, place)
                left join pg_attribute a
                    on a.attrelid = v_type.table_oid and a.attnum = p.attnum
                    and not a.attisdropped
            ) n (names)
            where t.name = v_type.name;
        exception
            -- Somebody else's statement must not fail because of us, and the files of the other
            -- types are as visible as before.
            when others then
                -- Its rows still come and go.
                perform pgfiles.watch_entity_table(v_type.table_oid);
                raise warning 'pgfiles: nobody sees the files of % any more, since its table was '
                    'changed: %', v_type.name, sqlerrm
                    using hint = 'update or delete its row in pgfiles.entity_type';
        end;
    end loop;
    -- No row, and yet a statement: its trigger writes the functions that ask entities, for the
    -- names that tables and schemas have now.
    update pgfiles.entity_type set name = name where false;
end
$$;

comment on function pgfiles.follow_entity_tables() is
    'Follows a table that owns files when it, its schema, its columns or their types are renamed '
    'or changed.';

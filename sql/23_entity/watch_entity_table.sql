create function pgfiles.watch_entity_table(table_oid oid)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table text := table_oid::regclass::text;
    v_kind "char" := (select c.relkind from pg_class c where c.oid = table_oid);
    v_id_columns name[] := array(
        select distinct t.id_column
        from pgfiles.entity_type t
        join pg_attribute a
            on a.attrelid = t.table_oid and a.attname = t.id_column and not a.attisdropped
        where t.table_oid = watch_entity_table.table_oid and t.on_delete <> 'keep'
        order by t.id_column);
    v_trigger name;
    v_event text;
    v_action text;
begin
    for v_trigger in
        select t.tgname
        from pg_trigger t
        join pg_proc p on p.oid = t.tgfoid and p.pronamespace = 'pgfiles'::regnamespace
        where t.tgrelid = table_oid and t.tgparentid = 0 and t.tgname like 'pgfiles\_%'
            and p.proname = any (array[
                'follow_deleted_entities', 'follow_deleted_entity', 'follow_truncated_entities',
                'follow_changed_entity'])
    loop
        execute format('drop trigger %I on %s', v_trigger, v_table);
    end loop;
    if v_id_columns = '{}' or v_kind not in ('r', 'p') then
        return;
    end if;
    for v_trigger, v_event, v_action in
        select 'pgfiles_delete', 'delete',
            -- A statement that names a partition fires none of the whole table's, and for rows of
            -- those there are no transition tables.
            case v_kind
                when 'r' then 'referencing old table as pgfiles_deleted '
                    'for each statement execute function pgfiles.follow_deleted_entities()'
                else 'for each row execute function pgfiles.follow_deleted_entity()'
            end
        union all
        select 'pgfiles_truncate', 'truncate',
            'for each statement execute function pgfiles.follow_truncated_entities()'
        union all
        select left('pgfiles_change_' || c, 63), 'update',
            format('for each row execute function pgfiles.follow_changed_entity(%L)', c)
        from unnest(v_id_columns) c
    loop
        execute format(
            'create trigger %I after %s on %s %s', v_trigger, v_event, v_table, v_action);
        -- It goes with the extension, and does not keep it.
        execute format('alter trigger %I on %s depends on extension pgfiles', v_trigger, v_table);
    end loop;
exception
    when insufficient_privilege then
        perform pgfiles.raise_error('not_allowed',
            format('no trigger can be put on %s: %s', v_table, sqlerrm),
            format('grant trigger on %s to %I, or set on_delete = ''keep''', v_table,
                current_user));
end
$$;

comment on function pgfiles.watch_entity_table(oid) is
    'Puts the triggers on a table of the application by which the files of its rows follow them, '
    'or removes those, as the on_delete of its entity types says.';

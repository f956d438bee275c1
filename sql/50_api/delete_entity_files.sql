create function files.delete_entity_files(
    entity_type text default null, entity_id text default null
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    v_ids uuid[];
    v_deleted uuid[];
    v_is_due boolean;
begin
    if entity_type is null or entity_id is null then
        perform pgfiles.raise_error('invalid_argument', 'entity_type and entity_id go together',
            'send both');
    end if;
    v_ids := array(
        select f.id
        from files.files f
        where f.entity_id = (pgfiles.canonical_entity_ids(
                delete_entity_files.entity_type, array[delete_entity_files.entity_id]))[1]
            and f.entity_type = delete_entity_files.entity_type);
    select array_agg(i.id), bool_or(d.purge_at <= now())
    into v_deleted, v_is_due
    from pgfiles.delete_items(v_ids) d
    join unnest(v_ids) with ordinality i (id, item) on i.item = d.item
    where (d.problem).code is null;
    if v_deleted is null and v_ids <> '{}' then
        perform pgfiles.raise_error('not_allowed',
            format('%s %s', entity_type, left(entity_id, 100)),
            'only uploaders, admins and, if the entity type says so, whoever may change the entity '
                'can delete its files');
    end if;
    perform pgfiles.log_action('delete_entity_files', v_deleted);
    -- Where there is no trash.
    if v_is_due then
        perform pgfiles.purge_due(v_deleted);
    end if;
    return coalesce(cardinality(v_deleted), 0);
end
$$;

comment on function files.delete_entity_files(text, text) is
$$Puts the files of an entity into the trash

All that you see and may delete, as delete_file does it; the answer is how many. The entity's own
row is yours to delete; if its type has on_delete = trash or delete, its files go with it.

Errors: 22023 entity_type or entity_id is missing, 42501 it has files, and you may delete none.$$;

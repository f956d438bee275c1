create function files.restore_entity_files(
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
    v_id text;
    v_restored uuid[];
begin
    if entity_type is null or entity_id is null then
        perform pgfiles.raise_error('invalid_argument', 'entity_type and entity_id go together',
            'send both');
    end if;
    v_id := (pgfiles.canonical_entity_ids(entity_type, array[entity_id]))[1];
    v_restored := pgfiles.mark_restored(array(
        -- By its entity, and not by the view of the trash: that would read all of it.
        select f.id
        from (
            select f.id, f.entity_type
            from pgfiles.file f
            where f.entity_id = v_id and f.is_deleted
            offset 0) f
        where f.entity_type = restore_entity_files.entity_type));
    perform pgfiles.log_action('restore_entity_files', v_restored);
    return coalesce(cardinality(v_restored), 0);
end
$$;

comment on function files.restore_entity_files(text, text) is
$$Takes the files of an entity out of the trash

All that you uploaded or deleted, for admins of the organization all of them; the answer is how
many. The entity need not be there again: until it is, only uploaders and admins see its files.

Errors: 22023 entity_type or entity_id is missing, PT413 they do not fit into the quota any more.$$;

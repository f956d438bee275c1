create function pgfiles.drop_entity_files(entity_type text, on_delete text, file_ids uuid[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_holder record;
    v_locked uuid[];
begin
    if file_ids is null or file_ids = '{}' then
        return;
    end if;
    if on_delete = 'restrict' then
        -- What is not there yet, or was refused, keeps nobody's row.
        select f.entity_id, count(*) as files into v_holder
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.entity_id, f.status from pgfiles.file f where f.id = i.id offset 0) f
        where f.status not in ('pending', 'rejected', 'failed')
        group by f.entity_id
        limit 1;
        if found then
            perform pgfiles.raise_error('entity_has_files',
                format('%s %s has %s', entity_type, v_holder.entity_id,
                    case v_holder.files when 1 then '1 file' else v_holder.files || ' files' end),
                'delete them first: files.delete_entity_files; or set on_delete of its entity type '
                    'to trash');
        end if;
    end if;
    if on_delete = 'delete' then
        v_locked := pgfiles.lock_files(file_ids, to_delete => true);
        delete from pgfiles.file f
        where f.id = any (array(
            select f.id
            from unnest(v_locked) i (id)
            cross join lateral (
                select f.id, f.is_held from pgfiles.file f where f.id = i.id offset 0) f
            where not f.is_held));
    end if;
    -- And what is under a legal hold.
    perform pgfiles.trash_files(file_ids, 'entity_deleted');
end
$$;

comment on function pgfiles.drop_entity_files(text, text, uuid[]) is
    'Does with files whose entity is gone what the on_delete of their entity type says.';

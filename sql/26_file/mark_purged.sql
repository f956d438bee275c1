create function pgfiles.mark_purged(file_ids uuid[])
    returns uuid[]
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_locked uuid[];
    v_purged pgfiles.file[];
begin
    if not v_caller.is_admin and not v_caller.is_dba then
        return null;
    end if;
    -- Definer, because nobody deletes rows. The caller was checked above, and his organization is
    -- in the condition.
    v_locked := pgfiles.lock_files(array(
        select f.id
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.id, f.organization_id from pgfiles.file f where f.id = i.id offset 0) f
        where v_caller.is_dba or f.organization_id = v_caller.organization_id), to_delete => true);
    with gone as (
        delete from pgfiles.file f
        where f.id = any (array(
            select f.id
            from unnest(v_locked) i (id)
            cross join lateral (
                select f.id, f.is_held from pgfiles.file f where f.id = i.id offset 0) f
            where not f.is_held))
        returning f
    )
    select array_agg(g.f) into v_purged from gone g;
    -- Neither its objects nor its row are kept for whoever restores a backup. What may still be
    -- written to an object's key is awaited.
    update pgfiles.doomed_object d
    set delete_at = least(d.delete_at, pgfiles.last_write_at(p.file)), file_row = null
    from (select p as file from unnest(v_purged) p) p
    where d.file_id = (p.file).id and d.leased_until is null and not d.is_prefix;
    return array(select p.id from unnest(v_purged) p);
end
$$;

comment on function pgfiles.mark_purged(uuid[]) is
    'Deletes files that are under no hold, if the caller is an admin of their organization or a '
    'DBA, and has their objects deleted as soon as no URL can write them; returns which.';

create function pgfiles.mark_focus(file_id uuid, x real, y real)
    returns uuid
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
    v_file pgfiles.file;
begin
    -- Definer, because clients may not update files nor queue jobs. The caller is checked in the
    -- condition: own file, or an admin of its organization, or a DBA.
    v_locked := pgfiles.lock_files(array(
        select o.id
        from (
            select f.id, f.organization_id, f.owner_id, f.is_deleted
            from pgfiles.file f
            where f.id = mark_focus.file_id
            offset 0
        ) o
        where not o.is_deleted
            and (v_caller.is_dba
                or o.organization_id = v_caller.organization_id
                    and (o.owner_id = v_caller.user_id or v_caller.is_admin))));
    update pgfiles.file f
    set focal_x = mark_focus.x, focal_y = mark_focus.y
    where f.id = any (v_locked)
    returning f.* into v_file;
    if v_file.status = 'ready' and pgfiles.has_pictures(v_file.file_type) then
        perform pgfiles.enqueue_jobs('make_variants', array[v_file.id]);
    end if;
    return v_file.id;
end
$$;

comment on function pgfiles.mark_focus(uuid, real, real) is
    'Sets the focal point of a file of the caller, or of any of his organization if he is an '
    'admin, and queues the variants that it changes. Null if there is no such file.';

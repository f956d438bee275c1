create function pgfiles.trash_files(file_ids uuid[], cause text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_locked uuid[] := pgfiles.lock_files(file_ids);
begin
    with trashed as (
        update pgfiles.file f
        set deleted_at = now(), deletion_cause = trash_files.cause
        where f.id = any (array(
            select f.id
            from unnest(v_locked) i (id)
            cross join lateral (
                select f.id, f.is_deleted from pgfiles.file f where f.id = i.id offset 0) f
            where not f.is_deleted))
        returning f.id, f.organization_id
    )
    insert into pgfiles.logged_action (action, organization_id, file_ids)
    select trash_files.cause, t.organization_id, array_agg(t.id order by t.id)
    from trashed t
    group by t.organization_id;
    -- Where there is no trash.
    if pgfiles.setting('trash_retention')::interval <= interval '0' then
        perform pgfiles.purge_due(file_ids);
    end if;
end
$$;

comment on function pgfiles.trash_files(uuid[], text) is
    'Puts files into the trash that something has happened to in the application, and says so in '
    'the audit: a line for each organization.';

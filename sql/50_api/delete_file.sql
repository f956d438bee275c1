create function files.delete_file(file_id uuid default null)
    returns files.deleted_files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_file files.deleted_files;
    v_problem pgfiles.problem;
begin
    select (d.problem).code, (d.problem).detail, (d.problem).hint
    into v_problem.code, v_problem.detail, v_problem.hint
    from pgfiles.delete_items(array[file_id]) d;
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    perform pgfiles.log_action('delete_file', array[file_id]);
    -- By its key, and not by the view: that would read all of his trash.
    select f.id, f.entity_type, f.entity_id, f.file_name, f.file_type, f.file_size, f.sha256,
        f.status, f.organization_id, f.owner_id, f.created_at, f.uploaded_at, f.deleted_at,
        f.deleted_by, f.deletion_cause, f.purge_at, f.is_held
    into v_file
    from (select f.* from pgfiles.file f where f.id = delete_file.file_id offset 0) f
    where f.is_deleted;
    -- Where there is no trash.
    if v_file.purge_at <= now() then
        perform pgfiles.purge_due(array[file_id]);
    end if;
    return v_file;
end
$$;

comment on function files.delete_file(uuid) is
$$Puts a file into the trash

For its uploader, the admins of its organization and, unless its entity type says otherwise
(may_delete), whoever may change the entity. It is in no list any more, and nothing of it is signed;
a URL that was signed before works until it expires. Until purge_at, 35 days by default,
restore_file takes it out again; then it goes for good, and with it what it has in the store.
Calling it again is harmless.

Errors: PT404 file not found or not visible, 42501 you may not delete it.$$;

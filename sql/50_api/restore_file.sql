create function files.restore_file(file_id uuid default null)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
    v_problem pgfiles.problem;
begin
    select (r.problem).code, (r.problem).detail, (r.problem).hint
    into v_problem.code, v_problem.detail, v_problem.hint
    from pgfiles.restore_items(array[file_id]) r;
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    perform pgfiles.log_action('restore_file', array[file_id]);
    select f.* into v_file from files.files f where f.id = restore_file.file_id;
    return v_file;
end
$$;

comment on function files.restore_file(uuid) is
$$Takes a file out of the trash

For its uploader, whoever deleted it, and the admins of its organization. It is what it was before,
with its thumbnails. If the entity that it belongs to is gone, only its uploader and the admins see
it, until the entity is back. Calling it again is harmless.

Errors: PT404 there is no such file in your trash; it may have been purged. PT413 it does not fit
into the quota any more, which files in the trash do not count for where quota_counts_trash is
off.$$;

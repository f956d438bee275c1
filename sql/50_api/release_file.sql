create function files.release_file(file_id uuid default null)
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
    from pgfiles.release_items(array[file_id]) r;
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    perform pgfiles.log_action('release_file', array[file_id]);
    select f.* into v_file from files.files f where f.id = release_file.file_id;
    return v_file;
end
$$;

comment on function files.release_file(uuid) is
$$Takes a file out of quarantine

For admins of the organization and DBAs: sets a file that a hook put into quarantine to ready, with
its thumbnails. Calling it again is harmless.

Errors: 42501 you are no admin, or the file is not in quarantine; PT404 file not found or not
visible.$$;

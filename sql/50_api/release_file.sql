create function files.release_file(file_id uuid default null)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
begin
    perform pgfiles.mark_released(file_id);
    select f.* into v_file from files.files f where f.id = release_file.file_id;
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    elsif v_file.status <> 'ready' then
        perform pgfiles.raise_error('not_allowed',
            format('the file is %s', concat_ws(' ', v_file.status, v_file.status_reason)),
            'only an admin of the organization can release a file, and only from quarantine');
    end if;
    perform pgfiles.log_action('release_file', array[file_id]);
    return v_file;
end
$$;

comment on function files.release_file(uuid) is
$$Takes a file out of quarantine

For admins of the organization and DBAs: sets a file that a hook put into quarantine to ready, with
its thumbnails. Calling it again is harmless.

Errors: 42501 you are no admin, or the file is not in quarantine; PT404 file not found or not
visible.$$;

create function files.confirm_upload(file_id uuid default null)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem pgfiles.problem;
    v_file files.files;
begin
    select (m.problem).code, (m.problem).detail, (m.problem).hint
    into v_problem.code, v_problem.detail, v_problem.hint
    from pgfiles.mark_uploaded(array[file_id]) m;
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'send the file_id of generate_upload_url; only its uploader can confirm a file');
    elsif v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    perform pgfiles.log_action('confirm_upload', array[file_id]);
    select f.* into v_file from files.files f where f.id = confirm_upload.file_id;
    return v_file;
end
$$;

comment on function files.confirm_upload(uuid) is
$$Says that the upload is done

Sets the file to uploaded and queues its processing; a worker then checks the object against what
was declared, reads EXIF and makes the thumbnails. Follow the file's status: ready, or rejected or
failed with status_reason and status_detail. Calling it again is harmless, and needed if the first
call came before the upload (rejected, object_missing). Call it also when the PUT was answered with
412: the file is there already. A rejected file is replaced by renew_upload, and so is one that
nobody confirmed for a day after its URL had ended: it was abandoned.

Errors: PT404 no such file of yours, PT422 it was abandoned.$$;

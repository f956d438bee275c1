create function pgfiles.last_write_at(file pgfiles.file)
    returns timestamptz
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_url_lives integer := pgfiles.setting('upload_expires_in_max')::integer;
begin
    -- Whoever has a URL can write as long as that lives, and what he has begun by then may take
    -- another hour; of an upload that nobody ended, more.
    if file.upload_method = 'multipart' then
        v_url_lives := greatest(v_url_lives, pgfiles.setting('part_expires_in_max')::integer);
    end if;
    return case when file.status in ('pending', 'rejected') or file.uploaded_at is null then now()
            else least(file.uploaded_at, now()) end
        + case when file.status_reason = 'abandoned' then interval '1 day'
            else interval '1 hour' end
        + make_interval(secs => v_url_lives);
end
$$;

comment on function pgfiles.last_write_at(pgfiles.file) is
    'Until when somebody who was given a URL can write the object of a file.';

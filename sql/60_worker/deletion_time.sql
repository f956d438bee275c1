create function pgfiles.deletion_time(file pgfiles.file, was_seen boolean)
    returns timestamptz
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_url_lives integer := pgfiles.setting('upload_expires_in_max')::integer;
begin
    -- A backup has rows that are gone here, and whoever restores it wants their objects. Of what
    -- nobody has seen it is enough that no bytes can come any more: whoever has a URL can write as
    -- long as that lives, and what he has begun by then may take another hour.
    if file.upload_method = 'multipart' then
        v_url_lives := greatest(v_url_lives, pgfiles.setting('part_expires_in_max')::integer);
    end if;
    return greatest(
        case when was_seen
            then coalesce(file.deleted_at, now()) + pgfiles.setting('object_retention')::interval
            else now() + pgfiles.setting('unconfirmed_retention')::interval end,
        case when file.status in ('pending', 'rejected') or file.uploaded_at is null then now()
            else least(file.uploaded_at, now()) end
            -- A slow upload may have begun as its URL ended.
            + case when file.status_reason = 'abandoned' then interval '1 day'
                else interval '1 hour' end
            + make_interval(secs => v_url_lives));
end
$$;

comment on function pgfiles.deletion_time(pgfiles.file, boolean) is
    'When objects of a file that are needed no more may go: after the setting object_retention, or '
    'unconfirmed_retention of those that nobody has seen, and not while a URL may write them.';

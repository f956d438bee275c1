create function pgfiles.deletion_time(file pgfiles.file, was_seen boolean)
    returns timestamptz
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A backup has rows that are gone here, and whoever restores it wants their objects. Of what
    -- nobody has seen it is enough that no bytes can come any more.
    return greatest(
        case when was_seen
            then coalesce(file.deleted_at, now()) + pgfiles.setting('object_retention')::interval
            else now() + pgfiles.setting('unconfirmed_retention')::interval end,
        pgfiles.last_write_at(file));
end
$$;

comment on function pgfiles.deletion_time(pgfiles.file, boolean) is
    'When objects of a file that are needed no more may go: after the setting object_retention, or '
    'unconfirmed_retention of those that nobody has seen, and not while a URL may write them.';

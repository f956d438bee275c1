create function pgfiles.doom_deleted_file()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    -- Definer, because whoever deletes a file, or what it belongs to, need not know the list. A
    -- trigger has no caller to check.
    -- A row that only moves to another partition is there already.
    if exists (
        select
        from (
            select f.bucket from pgfiles.file f where f.s3_original_key = old.s3_original_key
            offset 0) f
        where f.bucket = old.bucket) then
        return null;
    end if;
    perform pgfiles.doom_file(old, 'deleted');
    perform pgfiles.doom_folder(old, 'deleted');
    update pgfiles.doomed_object d
    set file_row = to_jsonb(old) - '{is_ready,problem}'::text[]
    where d.bucket = old.bucket
        and d.s3_key = coalesce(old.checked_key, old.s3_original_key)
        and coalesce(d.version_id, '') = '' and coalesce(d.upload_id, '') = '';
    return null;
end
$$;

comment on function pgfiles.doom_deleted_file() is
    'Writes down what of a deleted file has to be deleted in the store, and the row itself, by '
    'which pgfiles.rescue_files brings it back until then.';

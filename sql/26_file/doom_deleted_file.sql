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
    insert into pgfiles.doomed_object
        (bucket, s3_key, file_id, organization_id, bytes, cause, delete_at)
    select v.bucket, k.key, old.id, old.organization_id, k.bytes, 'deleted',
        pgfiles.deletion_time(old, true)
    from (
        select v.* from pgfiles.file_version v where v.file_id = old.id offset 0) v
    cross join lateral (
        select v.s3_original_key, v.file_size
        union all
        select o.value ->> 's3_key', coalesce((o.value ->> 'file_size')::bigint, 0)
        from jsonb_each(v.variants) o
    ) k (key, bytes)
    on conflict do nothing;
    update pgfiles.doomed_object d
    set file_row = to_jsonb(old) - '{is_ready,problem,is_deleted}'::text[]
    where d.bucket = old.bucket
        and d.s3_key = coalesce(old.checked_key, old.s3_original_key)
        and coalesce(d.version_id, '') = '' and coalesce(d.upload_id, '') = '';
    return null;
end
$$;

comment on function pgfiles.doom_deleted_file() is
    'Writes down what of a deleted file has to be deleted in the store, and the row itself, by '
    'which pgfiles.rescue_files brings it back until then.';

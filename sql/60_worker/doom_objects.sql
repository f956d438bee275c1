create function pgfiles.doom_objects(
    file pgfiles.file, keys text[], cause text, delete_at timestamptz
)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    insert into pgfiles.doomed_object as d
        (bucket, s3_key, file_id, organization_id, bytes, cause, delete_at)
    select file.bucket, k.key, file.id, file.organization_id,
        coalesce(
            (select (v.value ->> 'file_size')::bigint
             from jsonb_each(file.variants) v
             where v.value ->> 's3_key' = k.key
             limit 1),
            file.file_size, 0),
        doom_objects.cause, doom_objects.delete_at
    from (select distinct k.key from unnest(keys) k (key) where k.key is not null) k
    -- Whoever needs it longer is right.
    on conflict (bucket, s3_key, coalesce(version_id, ''), coalesce(upload_id, '')) do update
    set delete_at = greatest(d.delete_at, excluded.delete_at)
$$;

comment on function pgfiles.doom_objects(pgfiles.file, text[], text, timestamptz) is
    'Writes down that objects of a file are needed no more, to be deleted at that moment.';

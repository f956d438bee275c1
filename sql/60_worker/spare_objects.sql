create function pgfiles.spare_objects(file pgfiles.file, keys text[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    delete from pgfiles.doomed_object d
    where d.id = any (array(
        select d.id
        from unnest(keys) k (key)
        cross join lateral (
            select d.id, d.leased_until
            from pgfiles.doomed_object d
            where d.bucket = spare_objects.file.bucket and d.s3_key = k.key
                and coalesce(d.version_id, '') = '' and coalesce(d.upload_id, '') = ''
            offset 0
            for update skip locked) d
        where d.leased_until is null));
end
$$;

comment on function pgfiles.spare_objects(pgfiles.file, text[]) is
    'Takes objects off the list of those to be deleted: a file has come to need them again.';

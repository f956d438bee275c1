create function pgfiles.spare_uploads(file_ids uuid[])
    returns uuid[]
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
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.bucket, f.s3_original_key from pgfiles.file f where f.id = i.id offset 0) f
        cross join lateral (
            select d.id, d.leased_until
            from pgfiles.doomed_object d
            where d.bucket = f.bucket and d.s3_key = f.s3_original_key
            offset 0
            for update skip locked) d
        where d.leased_until is null));
    -- A worker that has begun to delete does not stop.
    return array(
        select i.id
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.bucket, f.s3_original_key from pgfiles.file f where f.id = i.id offset 0) f
        where not exists (
            select
            from (
                select d.upload_id
                from pgfiles.doomed_object d
                where d.bucket = f.bucket and d.s3_key = f.s3_original_key
                offset 0) d
            where d.upload_id is null));
end
$$;

comment on function pgfiles.spare_uploads(uuid[]) is
    'Takes what abandoned uploads may have in the store off the list of what is to be deleted; '
    'returns those files whose object no worker is about to delete.';

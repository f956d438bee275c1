create function pgfiles.doom_results(batch jsonb, results jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    insert into pgfiles.doomed_object
        (bucket, s3_key, file_id, organization_id, cause, delete_at)
    select distinct on (b.name, k.key) b.name, k.key, k.file_id,
        coalesce(
            (select f.organization_id
             from (
                select f.organization_id from pgfiles.file f where f.id = k.file_id offset 0) f),
            (select d.organization_id
             from pgfiles.doomed_object d
             where d.file_id = k.file_id
             limit 1),
            split_part(k.key, '/', 1)),
        -- Whoever makes the same again meanwhile takes it off the list when he is done.
        'late', now() + greatest(
            pgfiles.setting('unconfirmed_retention')::interval, interval '1 hour')
    from jsonb_array_elements(results) r
    join jsonb_array_elements(batch -> 'jobs') w on w -> 'job_id' = r -> 'job_id'
    join pgfiles.bucket b on b.name = w ->> 'bucket'
    cross join lateral (
        select k.key, pgfiles.id_in_key(k.key) as file_id
        from (
            select r ->> 'checked_key'
            union all
            select r #>> '{stripped,key}'
            union all
            select m ->> 'key' from jsonb_array_elements(r -> 'variants') m
        ) k (key)
        where k.key is not null) k
    -- Another worker may have done it meanwhile.
    where not exists (
        select
        from (select f.* from pgfiles.file f where f.id = k.file_id offset 0) f
        where k.key = any (pgfiles.kept_keys(f)))
    on conflict do nothing;
end
$$;

comment on function pgfiles.doom_results(jsonb, jsonb) is
    'Writes down what a batch has made in vain: of files that were deleted meanwhile, or of jobs '
    'that another worker has by now or that were asked for again. No row names these objects.';

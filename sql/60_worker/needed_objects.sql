create function pgfiles.needed_objects(doomed_ids bigint[])
    returns table (id bigint)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
    rows 1
as $$
#variable_conflict use_column
begin
    -- A row is found by the key of its original, in the order of whose index it is compared, or by
    -- its id, which is in the keys of all its objects.
    return query
        select d.id
        from unnest(doomed_ids) i (id)
        cross join lateral (
            select d.* from pgfiles.doomed_object d where d.id = i.id offset 0) d
        where exists (
            select
            from (
                select f.*
                from (
                    select f.*
                    from pgfiles.file f
                    where f.s3_original_key = d.s3_key collate "default"
                    offset 0) f
                union all
                select f.*
                from unnest(array[d.file_id, pgfiles.id_in_key(d.s3_key)]) k (id)
                cross join lateral (
                    select f.* from pgfiles.file f where f.id = k.id offset 0) f
            ) f
            where f.bucket = d.bucket and case
                when d.upload_id is not null then f.s3_original_key = d.s3_key
                    and pgfiles.awaits_bytes(f.status, f.status_reason)
                when d.is_prefix then exists (
                    select
                    from unnest(pgfiles.kept_keys(f)) k (key)
                    where starts_with(k.key, d.s3_key))
                else d.s3_key = any (pgfiles.kept_keys(f)) end)
        or d.upload_id is null and exists (
            select
            from (
                select v.*
                from (
                    select v.*
                    from pgfiles.file_version v
                    where v.bucket = d.bucket and v.s3_original_key >= d.s3_key
                        -- In "C" order a 0 is what comes after the slash of a folder.
                        and v.s3_original_key < case when d.is_prefix
                            then left(d.s3_key, -1) || '0' else d.s3_key || chr(1) end
                    offset 0) v
                union all
                select v.*
                from unnest(array[d.file_id, pgfiles.id_in_key(d.s3_key)]) k (id)
                cross join lateral (
                    select v.* from pgfiles.file_version v where v.file_id = k.id offset 0) v
            ) v
            cross join lateral (
                select v.s3_original_key
                union all
                select o.value ->> 's3_key' from jsonb_each(v.variants) o) k (key)
            where v.bucket = d.bucket
                and (k.key = d.s3_key or d.is_prefix and starts_with(k.key, d.s3_key)));
end
$$;

comment on function pgfiles.needed_objects(bigint[]) is
    'Those of these doomed objects, or prefixes of objects, that a row of a file or of a version '
    'points to.';

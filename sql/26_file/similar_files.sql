create function pgfiles.similar_files(file_id uuid, max_distance integer)
    returns table (id uuid, distance integer)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
    rows 20
as $$
    -- Definer, because row-level security would keep the index from being used: overlap of arrays
    -- is not leakproof. It looks in the file's organization only, which must be the caller's, and
    -- tells no more than ids: who may see those files is the caller's view to decide.
    with file as (
        select f.id, f.organization_id, f.perceptual_hash
        from (
            select f.id, f.organization_id, f.perceptual_hash, f.is_deleted
            from pgfiles.file f
            where f.id = similar_files.file_id
            offset 0
        ) f
        where not f.is_deleted
            and (f.organization_id = pgfiles.current_organization_id() or pgfiles.is_dba())
    ), wanted as materialized (
        -- Every part, with each of at most max_distance / 3 bits turned.
        select array_agg(p.part # m.mask) as parts
        from file f
        cross join unnest(pgfiles.hash_parts(f.organization_id, f.perceptual_hash)) p (part)
        cross join (
            select 0::bigint
            union
            select (1::bigint << i) | (1::bigint << j) | (1::bigint << k)
            from generate_series(0, 21) i, generate_series(i, 21) j, generate_series(j, 21) k
            where max_distance / 3 >= 1 + (j > i)::integer + (k > j)::integer
        ) m (mask)
    )
    select o.id, d.distance
    from file f
    -- By their parts alone, which have the organization in them.
    cross join (
        select o.id, o.organization_id, o.status, o.perceptual_hash
        from pgfiles.file o
        where o.perceptual_hash is not null and not o.is_deleted
            and pgfiles.hash_parts(o.organization_id, o.perceptual_hash)
                && (select w.parts from wanted w)
        offset 0
    ) o
    cross join bit_count((o.perceptual_hash # f.perceptual_hash)::bit(64)) b (bits)
    cross join cast(b.bits as integer) d (distance)
    where o.organization_id = f.organization_id
        and o.id <> f.id
        and o.status = 'ready'
        and d.distance <= max_distance
$$;

comment on function pgfiles.similar_files(uuid, integer) is
    'The other pictures of a file''s organization whose perceptual hash differs in at most '
    'max_distance bits, up to 11: by the index on three parts of the hash, one of which then '
    'differs in at most a third of them.';

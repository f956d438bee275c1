create function pgfiles.hash_chunks(organization_id text, hash bigint)
    returns bigint[]
    language sql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- Bits 16 and 17 tell the position of a chunk, the bits above them the organization: one index
    -- then is as good as one for each organization. An organization's id has no backslash.
    select array_agg((o.number << 18) | (n << 16) | ((hash >> (16 * n::integer)) & 65535))
    from generate_series(0::bigint, 3) n, (
        select ('x' || left(encode(sha256(organization_id::bytea), 'hex'), 8))::bit(32)::bigint
    ) o (number)
$$;

comment on function pgfiles.hash_chunks(text, bigint) is
    'Four chunks of 16 bits of a perceptual hash, each with its position and organization. Hashes '
    'that differ in at most 11 bits have a chunk that differs in at most 2.';

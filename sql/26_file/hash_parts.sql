create function pgfiles.hash_parts(organization_id text, hash bigint)
    returns bigint[]
    language sql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- Bits 22 and 23 tell the position of a part, the bits above them the organization: one index
    -- then is as good as one for each organization. An organization's id has no backslash.
    select array[
        (o.number << 24) | (hash & 2097151),
        (o.number << 24) | (1::bigint << 22) | ((hash >> 21) & 2097151),
        (o.number << 24) | (2::bigint << 22) | ((hash >> 42) & 4194303)]
    from (
        select ('x' || left(encode(sha256(organization_id::bytea), 'hex'), 8))::bit(32)::bigint
    ) o (number)
$$;

comment on function pgfiles.hash_parts(text, bigint) is
    'Three parts of a perceptual hash, of 21, 21 and 22 bits, each with its position and '
    'organization. Of hashes that differ in at most 11 bits, one part differs in at most 3.';

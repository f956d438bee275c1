create function pgfiles.uuid_v7_at(microseconds bigint)
    returns uuid
    language sql
    volatile
    parallel safe
as $$
    -- 48 bits of Unix milliseconds, the version, 12 bits of the fraction of the millisecond (RFC
    -- 9562, sections 5.7 and 6.2, method 3: the files of a batch keep their order), and 62 random
    -- bits behind the variant, which a random uuid has already.
    select encode(
        substring(int8send(microseconds / 1000) from 3)
            || int2send((x'7000'::integer + microseconds % 1000 * 4096 / 1000)::smallint)
            || substring(uuid_send(gen_random_uuid()) from 9),
        'hex')::uuid
$$;

comment on function pgfiles.uuid_v7_at(bigint) is
    'A uuid of version 7 (RFC 9562) for a moment, in microseconds of Unix time: inlined into '
    'queries that make many.';

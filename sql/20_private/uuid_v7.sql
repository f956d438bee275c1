create function pgfiles.uuid_v7()
    returns uuid
    language sql
    volatile
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- 48 bits of Unix milliseconds, version 7, then 74 random bits (RFC 9562, section 5.7). The
    -- version nibble of the random uuid is 4 = 0100; setting its two lower bits gives 7 = 0111.
    select encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                placing substring(
                    int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                from 1 for 6),
            52, 1), 53, 1),
        'hex')::uuid
$$;

comment on function pgfiles.uuid_v7() is
    'A time-ordered uuid (RFC 9562, version 7), so that new rows land on the right edge of an '
    'index.';

create function pgfiles.uuid_v7()
    returns uuid
    language plpgsql
    volatile
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_us bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
    -- 48 bits of Unix milliseconds, the version, 12 bits of the fraction of the millisecond (RFC
    -- 9562, sections 5.7 and 6.2, method 3: the files of a batch keep their order), and 62 random
    -- bits behind the variant, which a random uuid has already.
    return encode(
        substring(int8send(v_us / 1000) from 3)
            || int2send((x'7000'::integer + v_us % 1000 * 4096 / 1000)::smallint)
            || substring(uuid_send(gen_random_uuid()) from 9),
        'hex')::uuid;
end
$$;

comment on function pgfiles.uuid_v7() is
    'A time-ordered uuid (RFC 9562, version 7), so that new rows land on the right edge of an '
    'index.';

create function pgfiles.uuid_v7()
    returns uuid
    language sql
    volatile
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select pgfiles.uuid_v7_at((extract(epoch from clock_timestamp()) * 1000000)::bigint)
$$;

comment on function pgfiles.uuid_v7() is
    'A time-ordered uuid (RFC 9562, version 7), so that new rows land on the right edge of an '
    'index.';

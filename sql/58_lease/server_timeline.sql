create function pgfiles.server_timeline()
    returns integer
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer
$$;

comment on function pgfiles.server_timeline() is
    'The timeline of the server, which a promotion raises.';

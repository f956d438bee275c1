create function pgfiles.machine_uptime()
    returns double precision
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    return split_part(pg_read_file('/proc/uptime', 0, 64, true), ' ', 1)::double precision;
end
$$;

comment on function pgfiles.machine_uptime() is
    'Seconds since the machine was started, which go on when its clock is set; null where Linux '
    'does not tell them.';

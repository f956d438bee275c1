create function pgfiles.place_cell(x integer, y integer, size integer)
    returns text
    language sql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select string_agg(to_hex(((y >> bits) & 3) * 4 + ((x >> bits) & 3)), '' order by bits desc)
    from generate_series(0, 2 * size - 2, 2) bits
$$;

comment on function pgfiles.place_cell(integer, integer, integer) is
    'A cell of a grid of 4^size columns from west to east and as many rows from south to north; '
    'the cells in it begin with its name.';

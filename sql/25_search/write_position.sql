create function pgfiles.write_position(search pgfiles.search, at pgfiles.search_position)
    returns text
    language sql
    stable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO'
    set extra_float_digits = 1
as $$
    select concat_ws('_', hashtext(search::text)::text, replace(at.walk, '_', '-'),
        at.rank::text, (extract(epoch from at.moment) * 1000000)::bigint::text,
        at.id::text)
$$;

comment on function pgfiles.write_position(pgfiles.search, pgfiles.search_position) is
    'A position as text, with a digest of the search that it belongs to: behind a file that the '
    'reader sees. Of others only seal() of it may leave.';

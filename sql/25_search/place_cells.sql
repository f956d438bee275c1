create function pgfiles.place_cells(
    latitude double precision, longitude double precision, radius_m double precision
)
    returns text[]
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Degrees of a great circle, on a sphere of 6,371,008.8 m.
    v_north constant double precision := radius_m / 111195.08;
    v_east double precision := 180;
    v_x integer[];
    v_y integer[];
    v_size integer := 11;
    v_cells integer;
begin
    -- A pole may be within.
    if abs(latitude) + v_north < 90 then
        v_east := asind(sind(v_north) / cosd(latitude));
    end if;
    loop
        v_size := v_size - 1;
        v_cells := 4 ^ v_size;
        v_x := array[
            floor((longitude - v_east + 180) / 360 * v_cells),
            floor((longitude + v_east + 180) / 360 * v_cells)];
        v_x[2] := least(v_x[2], v_x[1] + v_cells - 1);
        v_y := array[
            greatest(floor((latitude - v_north + 90) / 180 * v_cells), 0),
            least(floor((latitude + v_north + 90) / 180 * v_cells), v_cells - 1)];
        exit when (v_x[2] - v_x[1] + 1)::bigint * (v_y[2] - v_y[1] + 1) <= 16;
    end loop;
    -- East of the date line the columns begin anew: only the last bits of one are in its name.
    return array(
        select pgfiles.place_cell(x, y, v_size)
        from generate_series(v_x[1], v_x[2]) x, generate_series(v_y[1], v_y[2]) y);
end
$$;

comment on function pgfiles.place_cells(double precision, double precision, double precision) is
    'At most 16 cells in which everything lies that is at most radius_m from a place.';

create function pgfiles.distance_m(
    latitude double precision, longitude double precision,
    other_latitude double precision, other_longitude double precision
)
    returns double precision
    language sql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- The haversine formula, on a sphere of 6,371,008.8 m.
    select 2 * 6371008.8 * asin(least(1, sqrt(
        sind((other_latitude - latitude) / 2) ^ 2
        + cosd(latitude) * cosd(other_latitude)
            * sind((other_longitude - longitude) / 2) ^ 2)))
$$;

comment on function pgfiles.distance_m(
    double precision, double precision, double precision, double precision
) is 'Metres between two places.';

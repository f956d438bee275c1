create function pgfiles.without_gps(exif jsonb)
    returns jsonb
    language sql
    immutable
    strict
    parallel safe
    -- It costs more, but the view files.files has to be cheap: see there.
    cost 1
    set search_path = pg_catalog, pg_temp
as $$
    -- A tag without a name may be one of the GPS block.
    select coalesce(jsonb_object_agg(t.key, t.value), '{}')
    from jsonb_each(exif) t
    where t.key not like 'GPS%' and t.key not like 'Unknown tag%'
$$;

comment on function pgfiles.without_gps(jsonb) is 'All EXIF tags but those that tell the place.';

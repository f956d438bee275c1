create function pgfiles.without_gps(exif jsonb)
    returns jsonb
    language sql
    immutable
    strict
    parallel safe
as $$
    -- A tag without a name may be one of the GPS block.
    select coalesce(jsonb_object_agg(t.key, t.value), '{}')
    from jsonb_each(exif) t
    where t.key not like 'GPS%' and t.key not like 'Unknown tag%'
$$;

comment on function pgfiles.without_gps(jsonb) is 'All EXIF tags but those that tell the place.';

create function pgfiles.framed_name(object_name text, fit text, focal_x real, focal_y real)
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- Another crop is another object, as caches may keep the bytes of a key for ever.
    select case when fit = 'cover' and (focal_x is not null or focal_y is not null)
        then regexp_replace(object_name, '[.][^.]*$',
            '-f' || to_char(pgfiles.focal_step(focal_x) * 100, 'FM00')
            || to_char(pgfiles.focal_step(focal_y) * 100, 'FM00') || '\&')
        else object_name
    end
$$;

comment on function pgfiles.framed_name(text, text, real, real) is
    'The last segment of the key of a variant that is cropped around the focal point of its file.';

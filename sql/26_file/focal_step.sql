create function pgfiles.focal_step(focal real)
    returns numeric
    language sql
    immutable
    parallel safe
as $$
    select least(round(coalesce(focal, 0.5)::numeric, 2), 0.99)
$$;

comment on function pgfiles.focal_step(real) is
    'A coordinate of a focal point as variants are cropped by it and their keys have it: in two '
    'digits; null is the middle.';

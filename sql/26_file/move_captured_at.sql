create function pgfiles.move_captured_at()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- The trigger hide_captured_at decides where it belongs now.
    update pgfiles.file f
    set captured_at = coalesce(f.captured_at, f.hidden_captured_at), hidden_captured_at = null
    where f.bucket = new.name and (f.captured_at is not null or f.hidden_captured_at is not null);
    return null;
end
$$;

comment on function pgfiles.move_captured_at() is
    'Hides the moments of capture of a bucket''s files, or shows them again, once its exif_policy '
    'has changed.';

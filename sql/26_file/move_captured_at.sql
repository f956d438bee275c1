create function pgfiles.move_captured_at()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_first constant uuid := '00000000-0000-0000-0000-000000000000';
    v_moved_to uuid := pgfiles.move_moments_after(new.name, c_first);
begin
    delete from pgfiles.moving_bucket m where m.bucket = new.name;
    if v_moved_to is not null then
        insert into pgfiles.moving_bucket (bucket, moved_to) values (new.name, v_moved_to);
    end if;
    return null;
end
$$;

comment on function pgfiles.move_captured_at() is
    'Hides the moments of capture of a bucket''s files, or shows them again, once its exif_policy '
    'has changed: of some at once, of the others by workers.';

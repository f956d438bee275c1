create function pgfiles.supersede_objects(old_file pgfiles.file, new_file pgfiles.file)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_old text[] := pgfiles.object_keys(old_file);
    v_new text[] := pgfiles.object_keys(new_file);
begin
    -- A page that was loaded before, and a restored backup, still show the old ones.
    if not v_old <@ v_new then
        perform pgfiles.doom_objects(
            old_file, array(select unnest(v_old) except select unnest(v_new)), 'superseded',
            pgfiles.deletion_time(old_file, true));
    end if;
    perform pgfiles.spare_objects(new_file, pgfiles.kept_keys(new_file));
end
$$;

comment on function pgfiles.supersede_objects(pgfiles.file, pgfiles.file) is
    'Writes down that the copies of a file of which others have taken the place are needed no '
    'more; and that the others are, if they were once given up.';

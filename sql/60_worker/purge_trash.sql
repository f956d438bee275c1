create function pgfiles.purge_trash(slice integer default 10000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    -- A file that somebody is just restoring is not waited for.
    v_due uuid[] := array(
        select f.id
        from pgfiles.file f
        where f.is_deleted and not f.is_held and f.purge_at <= now()
        order by f.purge_at
        limit slice
        for update skip locked);
    v_id uuid;
    v_count bigint := 0;
begin
    begin
        return pgfiles.purge_due(v_due);
    exception
        when foreign_key_violation or raise_exception or integrity_constraint_violation then
            null;
    end;
    -- A table of the application, or a trigger of its own, does not let one of them go: each for
    -- itself then, and that one tomorrow.
    foreach v_id in array v_due loop
        begin
            v_count := v_count + pgfiles.purge_due(array[v_id]);
        exception
            when foreign_key_violation or raise_exception or integrity_constraint_violation then
                update pgfiles.file f
                set purge_at = now() + interval '1 day'
                where f.id = any (array[v_id]);
                perform pgfiles.note_trouble(
                    'purge of ' || v_id, format('file %s cannot be purged: %s', v_id, sqlerrm),
                    interval '25 hours');
        end;
    end loop;
    return v_count;
end
$$;

comment on function pgfiles.purge_trash(integer) is
    'Deletes up to slice files whose time in the trash is over and that are under no hold; returns '
    'how many.';

create function files.unfollow_column(table_name regclass, column_name name)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_trigger name;
begin
    for v_trigger in
        select t.tgname
        from pg_trigger t
        join pg_proc p on p.oid = t.tgfoid and p.pronamespace = 'pgfiles'::regnamespace
        where t.tgrelid = table_name and t.tgparentid = 0
            and p.proname in ('check_followed_file', 'follow_column_files')
            -- Its only argument ends with a zero byte.
            and t.tgargs = convert_to(column_name::text, getdatabaseencoding()::text)
                || '\x00'::bytea
    loop
        execute format('drop trigger %I on %s', v_trigger, table_name);
    end loop;
end
$$;

comment on function files.unfollow_column(regclass, name) is
    'Takes back what files.follow_column did; files that the column names stay. To be called by '
    'the table''s owner.';

create function files.follow_column(table_name regclass, column_name name)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kind "char" := (select c.relkind from pg_class c where c.oid = table_name);
    v_trigger name;
    v_moment text;
    v_action text;
begin
    if v_kind is null or v_kind not in ('r', 'p') or not exists (
        select
        from pg_attribute a
        where a.attrelid = table_name and a.attname = column_name and a.atttypid = 'uuid'::regtype)
    then
        perform pgfiles.raise_error('invalid_argument',
            format('%s has no column %s of type uuid, or is no table',
                coalesce(table_name::text, 'null'), coalesce(column_name, 'null')),
            'name a table and its column with the id of a file');
    end if;
    perform files.unfollow_column(table_name, column_name);
    for v_trigger, v_moment, v_action in
        select 'pgfiles_check_', format('before insert or update of %I', column_name),
            format('for each row when (new.%I is not null) '
                'execute function pgfiles.check_followed_file(%L)', column_name, column_name)
        union all
        select 'pgfiles_update_', format('after update of %I', column_name),
            format('for each row when (old.%1$I is distinct from new.%1$I) '
                'execute function pgfiles.follow_column_files(%1$L)', column_name)
        union all
        -- A statement that names a partition fires none of the whole table's, and for rows of
        -- those there are no transition tables.
        select 'pgfiles_delete_', 'after delete', format(
            case v_kind
                when 'r' then 'referencing old table as pgfiles_deleted for each statement '
                    'execute function pgfiles.follow_column_files(%L)'
                else 'for each row execute function pgfiles.follow_column_files(%L)'
            end, column_name)
        union all
        select 'pgfiles_truncate_', 'before truncate', format(
            'for each statement execute function pgfiles.follow_column_files(%L)', column_name)
    loop
        v_trigger := left(v_trigger || column_name, 63);
        execute format('create trigger %I %s on %s %s', v_trigger, v_moment, table_name, v_action);
        -- It goes with the extension, and does not keep it.
        execute format(
            'alter trigger %I on %s depends on extension pgfiles', v_trigger, table_name);
    end loop;
end
$$;

comment on function files.follow_column(regclass, name) is
$$Has files go with the rows of your table that name them

For a column of type uuid with the id of a file, such as a portrait of a person: when the row is
deleted, or the column gets another value, the file that it named goes into the trash, unless
another row of the table names it (give the column an index, by which that is looked up). From then
on a user can name there only files that he has uploaded, admins any of their organization; what
your application writes outside of a request is not checked. Calling it again is harmless. To be
called by the table's owner; files.unfollow_column undoes it.

Errors: 22023 the table has no such column of type uuid.$$;

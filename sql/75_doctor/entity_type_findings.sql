create function pgfiles.entity_type_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- Who has files without them needs none.
    select 'entity types', false, 'none: no table of the application owns files',
        'insert into pgfiles.entity_type (name, table_name) values (''site'', ''app.site'');  -- '
            'with a table of your own'
    where not exists (select from pgfiles.entity_type) and not exists (select from pgfiles.file)
    union all
    -- What they name is the application's, and goes without asking us.
    select 'entity type ' || t.name, w.problem is null,
        coalesce(w.problem, 'owns files'),
        w.fix
    from pgfiles.entity_type t
    left join pg_class c on c.oid = t.table_oid and c.oid = to_regclass(t.table_name)
    cross join lateral (
        select string_agg(p.problem, '; ') as problem, string_agg(p.fix, ' ') as fix
        from (
            select format('there is no table %s: nobody sees its files', t.table_name) as problem,
                format('create it again, then update pgfiles.entity_type set name = name where '
                    'name = %L; or update table_name, or delete the row', t.name) as fix
            where to_regclass(t.table_name) is null
                and (t.see_function is null or t.edit_function is null)
            union all
            select format('another table is %s now: nobody sees its files', t.table_name),
                format('update pgfiles.entity_type set name = name where name = %L;', t.name)
            where to_regclass(t.table_name) is not null and c.oid is null
                and (t.see_function is null or t.edit_function is null)
            union all
            select format('there is no column %s in %s', a.name, t.table_name),
                format('update the columns of %s in pgfiles.entity_type', t.name)
            from unnest(array[
                t.id_column, t.location_column, t.latitude_column, t.longitude_column]) a (name)
            where c.oid is not null and a.name is not null and not exists (
                select
                from pg_attribute b
                where b.attrelid = c.oid and b.attname = a.name and not b.attisdropped)
            union all
            select format('there is no function %s(text)', f.name),
                format('create it, or update the functions of %s in pgfiles.entity_type', t.name)
            from unnest(array[t.see_function, t.edit_function]) f (name)
            where f.name is not null and to_regprocedure(f.name || '(text)') is null
            union all
            select format('on_delete is %s, and %s is no table of this database: nothing tells '
                    'when a row of it goes', t.on_delete, t.table_name),
                format('update pgfiles.entity_type set on_delete = ''keep'' where name = %L;  -- '
                    'and call files.delete_entity_files where the row is deleted', t.name)
            where t.on_delete <> 'keep' and c.relkind not in ('r', 'p')
            union all
            select format('on_delete is %s, and the triggers on %s are gone: the files of a row '
                    'stay when it goes', t.on_delete, t.table_name),
                format('update pgfiles.entity_type set name = name where name = %L;', t.name)
            where t.on_delete <> 'keep' and c.relkind in ('r', 'p') and exists (
                select
                from pg_attribute b
                where b.attrelid = c.oid and b.attname = t.id_column and not b.attisdropped) and (
                select count(distinct g.tgfoid)
                from pg_trigger g
                join pg_proc p on p.oid = g.tgfoid and p.pronamespace = 'pgfiles'::regnamespace
                where g.tgrelid = c.oid and g.tgenabled in ('O', 'A') and p.proname in (
                    'follow_deleted_entities', 'follow_deleted_entity',
                    'follow_truncated_entities', 'follow_changed_entity')) < 3
            union all
            select format('no role that has the API may read %s: nobody sees its files',
                    t.table_name),
                case when count(*) = 0 then 'grant the API to a role, and this table'
                    else format('grant usage on schema %s to %s; grant select on %s to %2$s;',
                        c.relnamespace::regnamespace,
                        string_agg(distinct quote_ident(r.rolname), ', '), t.table_name) end
            from pgfiles.granted_role g
            join pg_roles r on r.rolname = g.role
            where g.access in ('read', 'write', 'admin') and t.see_function is null
                and c.oid is not null
            having t.see_function is null and c.oid is not null and not coalesce(bool_or(
                has_schema_privilege(r.oid, c.relnamespace, 'usage')
                and coalesce(
                    has_column_privilege(r.oid, c.oid, t.attnums[1], 'select'), true)), false)
        ) p
    ) w
    union all
    select 'row-level security of ' || t.table_name,
        c.relkind <> 'r' or c.relrowsecurity and coalesce(s.is_possible, true),
        case
            when c.relkind = 'r' and not c.relrowsecurity then 'off: whoever may read the table '
                'sees all files of ' || t.name || ' in the organization'
            when c.relkind = 'r' and not s.is_possible then 'no policy lets a role that has the '
                'API read it: nobody sees files of ' || t.name
            else 'decides who sees files of ' || t.name
        end,
        case when c.relrowsecurity then format('create policy %I on %s for select using (...);',
                t.name || '_select', t.table_name)
            else format('alter table %s enable row level security;  -- and give it policies',
                t.table_name) end
    from pgfiles.entity_type t
    join pg_class c on c.oid = to_regclass(t.table_name)
    -- Of every other command a row has to be seen first.
    left join lateral (
        select bool_or(r.rolbypassrls or exists (
            select
            from pg_policy p
            cross join unnest(p.polroles) m (oid)
            where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
                and (m.oid = 0 or pg_has_role(r.oid, m.oid, 'usage')))) as is_possible
        from pgfiles.granted_role g
        join pg_roles r on r.rolname = g.role
        where g.access in ('read', 'write', 'admin')
    ) s on t.see_function is null
$$;

comment on function pgfiles.entity_type_findings() is
    'The rows of files.doctor() about the tables that own files.';

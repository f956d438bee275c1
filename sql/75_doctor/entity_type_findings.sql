create function pgfiles.entity_type_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- What they name is the application's, and goes without asking us.
    select 'entity type ' || t.name, w.problem is null,
        coalesce(w.problem, 'owns files'),
        'update or delete its row in pgfiles.entity_type; or grant usage on the schema and select '
            'on the table to the role of its users'
    from pgfiles.entity_type t
    left join pg_class c on c.oid = t.table_oid and c.oid = to_regclass(t.table_name)
    cross join lateral (
        select string_agg(p.problem, '; ') as problem
        from (
            select format(
                case when to_regclass(t.table_name) is null then 'there is no table %s'
                    else 'another table is %s now; update pgfiles.entity_type set name = name '
                        'takes it' end
                || ': nobody sees its files', t.table_name) as problem
            where c.oid is null and (t.see_function is null or t.edit_function is null)
            union all
            select format('there is no column %s in %s', a.name, t.table_name)
            from unnest(array[
                t.id_column, t.location_column, t.latitude_column, t.longitude_column]) a (name)
            where c.oid is not null and a.name is not null and not exists (
                select
                from pg_attribute b
                where b.attrelid = c.oid and b.attname = a.name and not b.attisdropped)
            union all
            select format('there is no function %s(text)', f.name)
            from unnest(array[t.see_function, t.edit_function]) f (name)
            where f.name is not null and to_regprocedure(f.name || '(text)') is null
            union all
            select format('no role that has the API may read %s: nobody sees its files',
                t.table_name)
            where t.see_function is null and c.oid is not null and not exists (
                select
                from pgfiles.granted_role g
                join pg_roles r on r.rolname = g.role
                where has_schema_privilege(r.oid, c.relnamespace, 'usage')
                    and coalesce(
                        has_column_privilege(r.oid, c.oid, t.attnums[1], 'select'), true))
        ) p
    ) w
    union all
    select 'row-level security of ' || t.table_name,
        c.relrowsecurity or c.relkind <> 'r',
        case when c.relrowsecurity or c.relkind <> 'r' then 'decides who sees files of ' || t.name
            else 'off: whoever may read the table sees all files of ' || t.name
                || ' in the organization' end,
        format('alter table %s enable row level security, with policies', t.table_name)
    from pgfiles.entity_type t join pg_class c on c.oid = to_regclass(t.table_name)
$$;

comment on function pgfiles.entity_type_findings() is
    'The rows of files.doctor() about the tables that own files.';

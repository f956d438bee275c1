create function pgfiles.owner_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'owners', count(*) = 0,
        case when count(*) = 0 then 'all is the extension''s owner''s'
            else format('%s of our objects belong to somebody else, who may do anything with them: '
                'for example %s to %s', count(*), min(o.name), min(o.owner)) end,
        string_agg(format('alter %s %s owner to %I;', o.kind, o.name, o.wanted), ' '
            order by o.kind, o.name)
            || '  -- and have the event trigger that gave them away leave files and pgfiles alone'
    from (
        select c.oid::regclass::text as name, pg_get_userbyid(c.relowner)::text as owner,
            case c.relkind when 'v' then 'view' when 'S' then 'sequence'
                when 'c' then 'type' else 'table' end as kind,
            pg_get_userbyid(e.extowner)::text as wanted
        from pg_extension e
        join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid
            and d.deptype = 'e' and d.classid = 'pg_class'::regclass
        join pg_class c on c.oid = d.objid and c.relowner <> e.extowner
        where e.extname = 'pgfiles'
        union all
        select p.oid::regprocedure::text, pg_get_userbyid(p.proowner), 'function',
            pg_get_userbyid(e.extowner)
        from pg_extension e
        join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid
            and d.deptype = 'e' and d.classid = 'pg_proc'::regclass
        join pg_proc p on p.oid = d.objid and p.proowner <> e.extowner
        where e.extname = 'pgfiles'
    ) o
$$;

comment on function pgfiles.owner_findings() is
    'The row of files.doctor() about who owns our tables and functions.';

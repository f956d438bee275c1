create function pgfiles.drift()
    returns table (object text, problem text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with own as (
        select c.oid, c.oid::regclass::text as name, c.relkind, c.relowner, c.reloptions, e.extowner
        from pg_extension e
        join pg_depend d
            on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid
            and d.classid = 'pg_class'::regclass and d.deptype = 'e'
        join pg_class c on c.oid = d.objid
        where e.extname = 'pgfiles' and c.relkind in ('r', 'p', 'v')
    ), present (kind, relation, name, detail) as (
        select 'column', o.name, a.attname::text, ''
        from own o
        join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
        where o.relkind <> 'v'
        union all
        select 'index', o.name, c.relname, ''
        from own o
        join pg_index i on i.indrelid = o.oid
        join pg_class c on c.oid = i.indexrelid
        where not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        union all
        select 'trigger', o.name, t.tgname, t.tgenabled::text
        from own o
        join pg_trigger t on t.tgrelid = o.oid and not t.tgisinternal
        union all
        select 'policy', o.name, p.polname, ''
        from own o
        join pg_policy p on p.polrelid = o.oid
        union all
        select 'parameter', o.name, p.option_name, p.option_value
        from own o
        cross join pg_options_to_table(o.reloptions) p
        where o.relkind <> 'v'
    )
    select format('%s %s of %s', coalesce(i.kind, s.kind), coalesce(i.name, s.name),
            coalesce(i.relation, s.relation)),
        case
            when i.kind is null then 'is missing; in a restored database it is there'
            when s.kind is not null
                then format('is %s; in a restored database it is %s', i.detail, s.detail)
            when i.kind = 'column' then 'is not ours: no row of the table comes back from a dump'
            else 'is not ours: a restored database lacks it'
        end
    from present i
    full join pgfiles.shipped_shape() s
        on (s.kind, s.relation, s.name) = (i.kind, i.relation, i.name)
    where i.detail is distinct from s.detail
    union all
    select o.name, format('belongs to %s, not to %s, whose the extension is',
        o.relowner::regrole, o.extowner::regrole)
    from own o
    where o.relowner <> o.extowner
    order by 1
$$;

comment on function pgfiles.drift() is
    'What was changed about the tables of pgfiles by hand. A dump has only their rows, and those '
    'only if the columns are ours. For superusers.';

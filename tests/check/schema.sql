-- Everything that the extension creates, one line each, sorted: compared with schema.txt by `make check`. Independent of the
-- runtime: the language and body of a Java function are left out.
with ns as (
    select n.oid, n.nspname from pg_namespace n where n.nspname in ('files', 'pgfiles', 'identity', 'audit', 'aws_lambda')
), lines (line) as (
    select format('schema %s', nspname) from ns
    union all
    select format('%s %s.%s column %s %s%s%s', case c.relkind when 'r' then 'table' when 'v' then 'view' else 'type' end,
        ns.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
    from pg_class c
    join ns on ns.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'v', 'c')
    union all
    select format('table %s.%s row security %s forced %s', ns.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity)
    from pg_class c join ns on ns.oid = c.relnamespace where c.relkind = 'r'
    union all
    select format('table %s constraint %s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join ns on ns.oid = k.connamespace where k.conrelid <> 0
    union all
    select format('index %s', pg_get_indexdef(i.indexrelid))
    from pg_index i join pg_class c on c.oid = i.indrelid join ns on ns.oid = c.relnamespace
    union all
    select format('trigger %s', pg_get_triggerdef(t.oid))
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join ns on ns.oid = c.relnamespace where not t.tgisinternal
    union all
    select format('policy %s on %s for %s using %s with check %s', p.polname, p.polrelid::regclass, p.polcmd,
        regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\s+', ' ', 'g'),
        regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\s+', ' ', 'g'))
    from pg_policy p join pg_class c on c.oid = p.polrelid join ns on ns.oid = c.relnamespace
    union all
    select format('view %s.%s as %s', ns.nspname, c.relname, regexp_replace(pg_get_viewdef(c.oid), '\s+', ' ', 'g'))
    from pg_class c join ns on ns.oid = c.relnamespace where c.relkind = 'v'
    union all
    select format('%s %s.%s(%s)%s %s%s%s%s', case p.prokind when 'p' then 'procedure' else 'function' end, ns.nspname, p.proname,
        pg_get_function_arguments(p.oid), coalesce(' returns ' || pg_get_function_result(p.oid), ''),
        case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
        case when p.proisstrict then ' strict' else '' end,
        case when p.prosecdef then ' security definer' else '' end,
        coalesce(' set ' || array_to_string(p.proconfig, '; '), ''))
    from pg_proc p join ns on ns.oid = p.pronamespace
    union all
    select format('dumped %s where %s', o.oid::regclass, coalesce(nullif(o.condition, ''), 'always'))
    from pg_extension e, unnest(e.extconfig, e.extcondition) as o (oid, condition)
    where e.extname = 'pgfiles'
)
select line from lines order by line collate "C";

create function pgfiles.claim_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with source as materialized (
        select format('policy %I on %s', p.polname, p.polrelid::regclass) as name,
            concat_ws(e'\n', pg_get_expr(p.polqual, p.polrelid),
                pg_get_expr(p.polwithcheck, p.polrelid)) as code
        from pg_policy p
        union all
        -- Those of extensions are their authors'.
        select 'function ' || p.oid::regprocedure,
            concat_ws(e'\n', p.prosrc, pg_get_function_sqlbody(p.oid))
        from pg_proc p
        where not exists (
            select
            from pg_depend d
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
        union all
        select 'view ' || c.oid::regclass, pg_get_viewdef(c.oid)
        from pg_class c
        where c.relkind in ('v', 'm')
            and c.relnamespace <> all ('{pg_catalog,information_schema}'::regnamespace[])
        union all
        select format('default of %s.%I', a.attrelid::regclass, a.attname),
            pg_get_expr(d.adbin, d.adrelid)
        from pg_attrdef d
        join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    ),
    missing as (
        select s.name, r.claim
        from source s
        cross join lateral (
            select distinct m[1] as claim
            from regexp_matches(
                s.code, 'request[.]jwt[.]claim[.]([A-Za-z_][A-Za-z0-9_$]*)', 'g') m
        ) r
        where s.code ~ 'request[.]jwt[.]claim[.]'
            -- What reads the claims of today, too, copes.
            and s.code !~ 'request[.]jwt[.]claims'
            and r.claim <> all (pgfiles.setting('old_style_claims')::text[])
    )
    select m.name, false,
        format('reads %s, which PostgREST does not set: it is null, as if nobody had signed in',
            string_agg('request.jwt.claim.' || m.claim, ', ' order by m.claim)),
        -- The same for all of them.
        format('insert into pgfiles.setting (name, value) values (''old_style_claims'', %L) on '
            'conflict (name) do update set value = excluded.value;',
            (select array_agg(distinct c order by c)::text
             from (
                select a.claim from missing a
                union
                select unnest(pgfiles.setting('old_style_claims')::text[])
             ) c (c)))
            || '  -- or let it read current_setting(''request.jwt.claims'', true)::json'
    from missing m
    group by m.name
$$;

comment on function pgfiles.claim_findings() is
    'The rows of files.doctor() about policies, functions, views and defaults of the application '
    'that read a claim in a way in which nobody sets it.';

create function pgfiles.hook_problem(hook pgfiles.hook)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with enabled as (
        select h.*, p.oid, p.prosecdef, r.rolname, r.rolsuper
        from (
            select (hook).*
            union all
            select o.* from pgfiles.hook o where o.is_enabled and o.name <> hook.name
        ) h
        left join pg_proc p
            on p.oid = to_regprocedure(h.sql_function || '(pgfiles.file, bytea)')
            and p.prorettype = 'pgfiles.verdict'::regtype
        left join pg_roles r on r.oid = p.proowner
    )
    select case
        when h.oid is null
            then format('there is no function %s(pgfiles.file, bytea) returns pgfiles.verdict',
                h.sql_function)
        when not h.prosecdef and not h.rolsuper
            then format('%s belongs to %s and would run with the rights of a superuser: alter '
                'function %1$s security definer', h.sql_function, h.rolname)
        -- Neither is to find what the other has left behind, see enter_code_of.
        else (
            select format('%s belongs to %s, and hook %s, which is asked about the same files, '
                'to %s: give both functions one owner',
                h.sql_function, h.rolname, o.name, o.rolname)
            from enabled o
            where not h.rolsuper and not o.rolsuper and o.rolname <> h.rolname
                and coalesce(o.bucket = h.bucket, true)
                and exists (
                    select
                    from unnest(h.file_types) t, unnest(o.file_types) u
                    where pgfiles.is_type_allowed(t, array[u])
                        or pgfiles.is_type_allowed(u, array[t]))
            order by o.name
            limit 1)
    end
    from enabled h
    where h.name = hook.name
$$;

comment on function pgfiles.hook_problem(pgfiles.hook) is
    'Why a hook cannot be asked; null if it can. It runs with the rights of its function''s owner, '
    'who is a superuser or has made it security definer.';

create function pgfiles.api_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'API', count(r.oid) > 0,
        coalesce(
            'granted to ' || string_agg(r.rolname, ', ' order by r.rolname)
                filter (where r.oid is not null),
            'granted to no role: PostgREST answers 42501'
                || coalesce('; there is no role ' || string_agg(g.role, ', ' order by g.role)
                    filter (where to_regrole(quote_ident(g.role)) is null), '')),
        coalesce(
            string_agg(format('create role %I nologin; select files.grant_api_to(%1$L, %2$L);',
                g.role, g.access), ' ' order by g.role, g.access)
                filter (where to_regrole(quote_ident(g.role)) is null),
            'select files.grant_api_to(''authenticated'');  -- or the role that your tokens name')
    from pgfiles.granted_role g
    left join pg_roles r
        on r.rolname = g.role and has_schema_privilege(r.oid, 'files', 'usage')
    where g.access in ('read', 'write', 'admin')
    union all
    -- What somebody has revoked, or lost with an object that was made anew.
    select 'grants of ' || a.role, false,
        format('%s that belong to the access %s are gone, for example %s: calls answer 42501',
            count(*), a.access, min(a.privilege || ' ' || a.object)),
        case a.access
            when 'worker' then format('select pgfiles.grant_worker_to(%L);', a.role)
            else format('select files.grant_api_to(%L, %L);', a.role, a.access) end
    from pgfiles.noted_grants() a
    join pg_roles r on r.rolname = a.role
    where a.extension = 'pgfiles' and not case
        when a.privilege like 'execute on %'
            then has_function_privilege(r.oid, to_regproc(a.object)::oid, 'execute')
        when a.privilege like 'usage on schema'
            then has_schema_privilege(r.oid, a.object, 'usage')
        when a.privilege like '%(%'
            then has_any_column_privilege(r.oid, a.object, split_part(a.privilege, ' ', 1))
        else has_table_privilege(r.oid, a.object, split_part(a.privilege, ' ', 1))
    end
    group by a.role, a.access
    union all
    -- Whoever calls is noted there by pgfiles.pre_request.
    select 'users', exists (select from pgfiles.app_user) or not exists (select from pgfiles.file),
        case
            when exists (select from pgfiles.app_user) then 'are noted as they call'
            when exists (select from pgfiles.file)
                then 'there are files, and no user was ever noted'
            else 'nobody has called yet'
        end,
        'set db-pre-request = "pgfiles.pre_request" in PostgREST''s configuration, or call it from '
            'your own: without it no token is checked beyond its signature'
$$;

comment on function pgfiles.api_findings() is
    'The rows of files.doctor() about who may call, and how PostgREST calls.';

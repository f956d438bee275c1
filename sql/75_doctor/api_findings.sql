create function pgfiles.api_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'API', count(r.oid) > 0,
        coalesce('granted to ' || string_agg(r.rolname, ', ' order by r.rolname),
            'granted to no role: PostgREST answers 42501'),
        'select files.grant_api_to(''authenticated''), or the role that your tokens name'
    from pgfiles.granted_role g
    join pg_roles r on r.rolname = g.role and has_schema_privilege(r.oid, 'files', 'usage')
    where g.access in ('read', 'write', 'admin')
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

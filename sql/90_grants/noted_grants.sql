create function pgfiles.noted_grants()
    returns table (role name, access text, extension name, privilege text, object text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select r.role, r.access, g.extension, g.privilege, g.object
    from pgfiles.granted_role r
    join pgfiles.api_grant g on g.access = any (case r.access
        when 'none' then '{none}'
        when 'read' then '{none,read}'
        when 'write' then '{none,read,write}'
        when 'admin' then '{none,read,write,admin}'
        when 'service' then '{none,service}'
        when 'worker' then '{worker}'
    end::text[])
    -- A restored database, or one whose roles went away since, may lack it.
    where to_regrole(quote_ident(r.role)) is not null
$$;

comment on function pgfiles.noted_grants() is
    'What the roles that pgfiles.granted_role notes down should have: each access has those below '
    'it, too. Of roles that are there.';

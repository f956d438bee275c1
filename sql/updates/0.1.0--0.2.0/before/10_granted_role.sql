-- include: sql/30_tables/granted_role.sql

-- Nobody noted down until now who has the API: who has every function of a level. What is for admins was
-- in write, too; nobody loses it.
with has as (
    select r.rolname, l.access
    from pg_catalog.pg_roles r
    cross join (values ('none'), ('read'), ('write'), ('service')) l (access)
    where not r.rolsuper and not exists (
        select
        from pgfiles.api_grant g
        where g.access = l.access and g.privilege = 'execute on function' and not exists (
            select
            from pg_catalog.pg_proc p
            cross join pg_catalog.aclexplode(p.proacl) a
            where p.oid = g.object::pg_catalog.regproc and a.grantee = r.oid))
)
insert into pgfiles.granted_role (role, access)
select h.rolname, case h.access when 'write' then 'admin' else h.access end
from has h
where not exists (
    select
    from has more
    where more.rolname = h.rolname
        and (h.access, more.access) in (
            ('none', 'read'), ('none', 'write'), ('none', 'service'), ('read', 'write')));

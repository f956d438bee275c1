-- What tests/check/schema.sql leaves out of the catalogue, because it does not matter there: one line for each fact, so that an
-- upgraded database can be compared with a fresh one.
with ns as (
    select n.oid, n.nspname from pg_namespace n where n.nspname in ('files', 'pgfiles', 'identity', 'audit', 'aws_lambda')
), relation as (
    select c.*, c.oid::regclass::text as name from pg_class c join ns on ns.oid = c.relnamespace
), routine as (
    select p.*, p.oid::regprocedure::text as name from pg_proc p join ns on ns.oid = p.pronamespace
), acl (what, list) as (
    select 'schema ' || nspname, nspacl from pg_namespace where oid in (select oid from ns)
    union all select 'relation ' || name, relacl from relation
    union all select 'column ' || r.name || '.' || a.attname, a.attacl from relation r join pg_attribute a on a.attrelid = r.oid
    union all select 'routine ' || name, proacl from routine
), lines (line) as (
    select format('column %s %s %s %s', r.name,
        -- Without the holes that removed columns leave.
        (select count(*) from pg_attribute b where b.attrelid = a.attrelid and b.attnum between 1 and a.attnum and not b.attisdropped),
        a.attname, concat_ws(' ', a.attcollation::regcollation, a.attstorage, a.attcompression, a.attidentity, a.attgenerated, a.attstattarget))
    from relation r join pg_attribute a on a.attrelid = r.oid
    where a.attnum > 0 and not a.attisdropped and r.relkind in ('r', 'v', 'c')
    union all
    select format('relation %s %s %s %s', name, relkind, relpersistence, relreplident::text || coalesce(array_to_string(reloptions, ' '), ''))
    from relation where relkind <> 't'
    union all
    select format('constraint %s on %s valid %s', k.conname, k.conrelid::regclass, k.convalidated)
    from pg_constraint k join ns on ns.oid = k.connamespace where k.contype <> 'n'
    union all
    select format('trigger %s on %s enabled %s', t.tgname, t.tgrelid::regclass, t.tgenabled)
    from pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
    union all
    select format('event trigger %s enabled %s calls %s', evtname, evtenabled, evtfoid::regproc)
    from pg_event_trigger where evtfoid in (select oid from routine)
    union all
    select format('routine %s %s %s %s', name, md5(prosrc || coalesce(pg_get_function_sqlbody(oid), '')), proparallel, procost) from routine
    union all
    select format('%s granted to %s: %s', what, coalesce(nullif(a.grantee, 0)::regrole::text, 'public'),
        string_agg(a.privilege_type, ', ' order by a.privilege_type))
    from acl cross join aclexplode(list) a group by what, a.grantee
    union all
    select format('comment on %s: %s', d.what, translate(d.text, e'\n', ' '))
    from (
        select 'schema ' || nspname, obj_description(oid, 'pg_namespace') from ns
        union all select 'relation ' || name, obj_description(oid, 'pg_class') from relation
        union all select 'type ' || t.oid::regtype, obj_description(t.oid, 'pg_type') from pg_type t join ns on ns.oid = t.typnamespace
        union all select 'column ' || r.name || '.' || a.attname, col_description(r.oid, a.attnum)
        from relation r join pg_attribute a on a.attrelid = r.oid where not a.attisdropped
        union all select 'routine ' || name, obj_description(oid, 'pg_proc') from routine
    ) d (what, text)
    where d.text is not null
    union all
    select format('member of %s: %s %s', e.extname, i.type, i.identity)
    from pg_depend d join pg_extension e on e.oid = d.refobjid cross join pg_identify_object(d.classid, d.objid, 0) i
    where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' and e.extname in ('pgfiles', 'pgfiles_compat')
    union all
    select format('%s requires %s', e.extname, r.extname)
    from pg_depend d join pg_extension e on e.oid = d.objid join pg_extension r on r.oid = d.refobjid
    where d.classid = 'pg_extension'::regclass and d.refclassid = 'pg_extension'::regclass and e.extname like 'pgfiles%'
    union all
    select format('row of error: %s', t) from pgfiles.error t
    union all
    select format('row of status_reason: %s', t) from pgfiles.status_reason t
    union all
    select format('row of default_setting: %s', t) from pgfiles.default_setting t
    union all
    select format('row of api_grant: %s', t) from pgfiles.api_grant t
)
select line from lines order by line collate "C";

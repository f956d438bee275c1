-- An event trigger of the application that gives new tables to somebody gives ours away, too, and
-- with them the signing keys.
do $$
declare
    v_owner text;
begin
    select distinct c.relowner::regrole::text into v_owner
    from pg_catalog.pg_extension e
    join pg_catalog.pg_depend d on d.refobjid = e.oid and d.deptype = 'e'
    join pg_catalog.pg_class c on c.oid = d.objid
    where e.extname = 'pgfiles'
        and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
        and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and c.relowner <> e.extowner;
    if found then
        raise exception using
            errcode = '55000',
            message = 'the tables of pgfiles were given to ' || v_owner,
            detail = 'event triggers: ' || (
                select pg_catalog.string_agg(t.evtname, ', ')
                from pg_catalog.pg_event_trigger t
                where t.evtname not like 'pgfiles\_%'),
            hint = 'disable the one that does it (alter event trigger ... disable) until the '
                'extension is there';
    end if;
end
$$;

-- done: table pgfiles.file column s3_original_key
-- A column that a view reads cannot be changed. Nor can a view go away that the application has made
-- something of; so ours read nothing for a moment. Their real queries are below.
do $$
declare
    v_view record;
begin
    for v_view in
        select r.ev_class::pg_catalog.regclass as name, (
                select pg_catalog.string_agg(
                    pg_catalog.format('null::%s as %I',
                        pg_catalog.format_type(a.atttypid, a.atttypmod), a.attname),
                    ', ' order by a.attnum)
                from pg_catalog.pg_attribute a
                where a.attrelid = r.ev_class and a.attnum > 0) as columns
        from pg_catalog.pg_depend d
        join pg_catalog.pg_rewrite r on r.oid = d.objid
        join pg_catalog.pg_depend e
            on e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and e.objid = r.ev_class
            and e.deptype = 'e'
        where d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
            and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and d.refobjid = 'pgfiles.file'::pg_catalog.regclass
        group by r.ev_class
    loop
        execute pg_catalog.format('create or replace view %s as select %s',
            v_view.name, v_view.columns);
    end loop;
end
$$;

alter table pgfiles.file alter column s3_original_key type text collate "C";

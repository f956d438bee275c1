-- What stands in several places, here those of SQL; tests of Java compare its copies with these. A comparison that overlooks an
-- example made on purpose would prove nothing, so each place is forgotten once.
begin;
\ir fixtures.psql
select plan(10);

-- A photo of alice on a site that bob sees, too.
set local role authenticated;
set local request.jwt.claims = :'alice';
create temp table photo as select (files.generate_upload_url('site', :site, 'a.jpg', 'image/jpeg', 5)).file_id;
reset role;
update pgfiles.file f set status = 'ready' from photo p where f.id = p.file_id;

-- What is still to be done for an attribute of files.exif, in words.
create function pg_temp.forgotten()
    returns setof text
    language plpgsql
as $$
declare
    v_id uuid := (select p.file_id from photo p);
    v_exif jsonb := (
        select jsonb_object_agg(a.attname, case
            when a.attname = 'raw' then '{"Make":"A"}'::jsonb
            when a.attname like 'captured%' then '"2026-07-01T12:00:00"'
            else '"7"' end)
        from pg_attribute a
        where a.attrelid = 'files.exif'::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'errors');
    v_name text;
    v_column text;
    v_value text;
    v_rows integer;
begin
    perform pgfiles.finish_exif(v_id, jsonb_build_object('exif', v_exif));
    for v_name in select jsonb_object_keys(v_exif) loop
        v_column := case v_name when 'raw' then 'exif' else v_name end;
        if not exists (select from pg_attribute a where a.attrelid = 'pgfiles.file'::regclass and a.attname = v_column) then
            return next format('pgfiles.file needs a column for %s of files.exif', v_name);
        else
            execute format('select f.%I::text from pgfiles.file f where f.id = $1', v_column) into v_value using v_id;
            if v_value is null then return next format('pgfiles.save_findings does not write %s', v_column); end if;
        end if;
        if not exists (select from pg_attribute a where a.attrelid = 'files.files'::regclass and a.attname = v_column) then
            return next format('files.files does not show %s', v_column);
        else
            execute format('select f.%I::text from files.files f where f.id = $1', v_column) into v_value using v_id;
            if v_value is null then return next format('files.files shows nothing as %s', v_column); end if;
            -- Who is not the uploader, in a bucket that hides EXIF.
            update pgfiles.bucket set exif_policy = 'strip';
            perform set_config('role', 'authenticated', true);
            execute format('select f.%I::text from files.files f where f.id = $1', v_column) into v_value using v_id;
            get diagnostics v_rows = row_count;
            if v_rows <> 1 then raise exception 'bob does not see the file'; end if;
            perform set_config('role', 'none', true);
            update pgfiles.bucket set exif_policy = 'keep';
            if v_value is not null then return next format('files.files shows %s although exif_policy is strip', v_column); end if;
        end if;
    end loop;
    -- Java gives all of its fields, also those that an image does not have.
    return query
        select format('org.pgfiles.metadata.ExifData does not have %s of files.exif', a.attname)
        from pg_attribute a
        where a.attrelid = 'files.exif'::regclass and a.attnum > 0 and not a.attisdropped
            and not pgfiles.java_parse_exif('GIF89a')::jsonb ? a.attname;
    return query
        select format('files.exif does not have %s of org.pgfiles.metadata.ExifData', k)
        from jsonb_object_keys(pgfiles.java_parse_exif('GIF89a')::jsonb) k
        where not exists (
            select from pg_attribute a where a.attrelid = 'files.exif'::regclass and a.attname = k and not a.attisdropped);
end
$$;
set local request.jwt.claims = :'bob';
select is_empty('select pg_temp.forgotten()', 'each attribute of files.exif is read, kept, shown, and hidden where the policy says so');

-- Another attribute, with one place after the other.
alter type files.exif add attribute lens_serial text;
select set_eq('select pg_temp.forgotten()', array['pgfiles.file needs a column for lens_serial of files.exif', 'files.files does not show lens_serial',
    'org.pgfiles.metadata.ExifData does not have lens_serial of files.exif'], 'a new one is asked for everywhere');
alter table pgfiles.file add column lens_serial text;
select set_has('select pg_temp.forgotten()', $$values ('pgfiles.save_findings does not write lens_serial')$$, 'also to be written');
do $$
begin
    execute replace(pg_get_functiondef('pgfiles.save_findings'::regproc), 'lens_model = file.lens_model,', 'lens_model = file.lens_model, lens_serial = file.lens_serial,');
end
$$;
select set_eq('select pg_temp.forgotten()', array['files.files does not show lens_serial',
    'org.pgfiles.metadata.ExifData does not have lens_serial of files.exif'], 'and to be shown');
create function pg_temp.show(expression text) returns void language plpgsql as $$
begin
    execute format('create or replace view files.files with (security_invoker = true) as %s',
        regexp_replace(pg_get_viewdef('files.files'::regclass), '\n   FROM ', format(E',\n %s as lens_serial\n   FROM ', expression)));
end
$$;
savepoint without_policy;
select pg_temp.show('f.lens_serial');
select set_eq('select pg_temp.forgotten()', array['files.files shows lens_serial although exif_policy is strip',
    'org.pgfiles.metadata.ExifData does not have lens_serial of files.exif'], 'to those who may see it');
rollback to without_policy;
select pg_temp.show('case when stripped.name is null then f.lens_serial end');
select set_eq('select pg_temp.forgotten()', array['org.pgfiles.metadata.ExifData does not have lens_serial of files.exif'],
    'then only Java is left');
select has_column('files', 'files', 'lens_serial', 'the example was made');
alter type files.exif drop attribute lens_model;
select set_has('select pg_temp.forgotten()', $$values ('files.exif does not have lens_model of org.pgfiles.metadata.ExifData')$$,
    'what Java reads has its attribute');
alter type files.exif add attribute lens_model text;

-- A kind of job.
select lives_ok(
    $$select pgfiles.finish_work(jsonb_populate_record(null::pgfiles.job,
        jsonb_build_object('kind', k, 'file_id', gen_random_uuid())), '{"outcome":"ready"}')
      from unnest(pgfiles.job_kinds()) k$$,
    'pgfiles.finish_work knows the end of each kind');
select throws_ok(
    $$select pgfiles.finish_work(jsonb_populate_record(null::pgfiles.job, '{"kind":"copy_object"}'), '{"outcome":"ready"}')$$,
    '20000', 'case not found', 'and one that it does not know is not taken for done');

select * from finish();
rollback;

-- What matters most in a picture: who may say it, and which copies are made anew for it. And the placeholder of a picture.
begin;
\ir fixtures.psql
select plan(28);

update pgfiles.job set run_at = 'infinity';
insert into pgfiles.variant_spec (name, width, height, fit, format) values ('whole', 300, 300, 'inside', 'jpeg')
on conflict (name) do nothing;
-- What Java does.
create function pg_temp.work()
    returns text[]
    language plpgsql
as $$
declare
    v_job jsonb;
    v_made text[];
begin
    for v_job in select value from jsonb_array_elements(pgfiles.claim_jobs(100) -> 'jobs') loop
        perform pgfiles.finish_job(jsonb_build_object(
            'job_id', v_job -> 'job_id', 'outcome', 'ready', 'perceptual_hash', -1, 'thumbhash', 'AQID',
            'variants', (
                select coalesce(jsonb_agg(v || '{"file_type":"image/jpeg","file_size":9}'), '[]')
                from jsonb_array_elements(v_job -> 'variants') v)));
        v_made := v_made || array(
            select concat_ws(' ', v ->> 'name', v ->> 'focal_x', v ->> 'focal_y') from jsonb_array_elements(v_job -> 'variants') v order by 1);
    end loop;
    return v_made;
end $$;

insert into pgfiles.file (id, organization_id, owner_id, file_name, file_type, file_size)
select id, 'acme', '1', 'a.jpg', 'image/jpeg', 5
from (values ('5eed0000-0000-4000-8000-0000000000f0'::uuid)) t (id);
\set photo '''5eed0000-0000-4000-8000-0000000000f0'''
update pgfiles.file set status = 'uploaded' where id = :photo;
select is(pg_temp.work(),
    '{"thumbnail_large 0.50 0.50","thumbnail_medium 0.50 0.50","thumbnail_small 0.50 0.50",whole}', 'at first the middle');
select is(placeholder, 'AQID', 'the placeholder is in the row') from files.files where id = :photo;
create temp table before as select variants from pgfiles.file where id = :photo;
grant select on before to authenticated;

set local role authenticated;
set local request.jwt.claims = :'alice';
select is((files.set_focal_point(:photo, 0.25, 1)).focal_y, 1::real, 'its uploader may');
select throws_ok(format('select files.set_focal_point(%L, %s, %s)', :photo::uuid, x, y), '22023', 'Invalid argument', format('not %s, %s', x, y))
from (values ('-0.1', '0'), ('0', '1.1'), ('null', '0.5'), ('0.5', 'null'), ('''nan''', '0')) t (x, y);
select throws_ok($$select files.set_focal_point(x => 0, y => 0)$$, 'PT404', 'File not found', 'not without a file');
set local request.jwt.claims = :'bob';
select throws_ok(format('select files.set_focal_point(%L, 0, 0)', :photo::uuid), 'PT404', 'File not found', 'a colleague does not see it');
set local request.jwt.claims = :'carol';
select throws_ok(format('select files.set_focal_point(%L, 0, 0)', :photo::uuid), 'PT404', 'File not found', 'a stranger does not, either');
select is(pgfiles.mark_focus(:photo, 0, 0), null, 'nor by the back door');
reset role;
select is(variants, (select variants from before), 'until a worker comes the old copies are shown') from pgfiles.file where id = :photo;
select is(pg_temp.work(), '{"thumbnail_large 0.25 0.99","thumbnail_medium 0.25 0.99","thumbnail_small 0.25 0.99"}',
    'what is cropped is made anew, and no other');
select matches(variants #>> '{thumbnail_small,s3_key}', '/thumbnail_small-[0-9a-f]{8}-f2599[.]jpg$', 'under a key of its own')
from pgfiles.file where id = :photo;
select is(variants -> 'whole', (select variants -> 'whole' from before), 'the whole picture stays') from pgfiles.file where id = :photo;
select is(pgfiles.make_missing_variants(), (select count(*) from pgfiles.file where id <> :photo and status = 'ready' and file_type like 'image/%'
    and (thumbhash is null or variants is null)), 'it lacks nothing then');
delete from pgfiles.job where kind = 'make_variants';
select is((sum(waiting + failed) filter (where name like 'thumb%'))::bigint, (select 3 * count(*) from pgfiles.file where id <> :photo and status = 'ready'
    and file_type like 'image/%'), 'and counts as done') from files.variant_progress;

set local role authenticated;
set local request.jwt.claims = :'boss';
select is((files.set_focal_point(:photo, 0.251, 0.994)).focal_x, 0.251::real, 'an admin may, too');
reset role;
select is(pg_temp.work(), '{}', 'what is the same crop is not made again');
set local role authenticated;
set local request.jwt.claims = :'boss';
select is((files.set_focal_point(:photo)).focal_x, null, 'back to the middle');
reset role;
select is(cardinality(pg_temp.work()), 3, 'three copies again');
select is(variants, (select variants from before), 'which are those of the beginning') from pgfiles.file where id = :photo;
select is((select count(*) from pgfiles.logged_action where action = 'set_focal_point'), 3::bigint, 'it is logged');

-- Somebody says it while the photo is looked at for the first time.
insert into pgfiles.file (id, organization_id, owner_id, file_name, file_type, file_size)
values ('5eed0000-0000-4000-8000-0000000000f1', 'acme', '1', 'b.jpg', 'image/jpeg', 5);
update pgfiles.file set status = 'uploaded' where file_name = 'b.jpg';
create temp table claimed as select pgfiles.claim_jobs(1) -> 'jobs' -> 0 as job;
select ok(pgfiles.mark_focus('5eed0000-0000-4000-8000-0000000000f1', 0, 0) is not null, 'a DBA may');
select pgfiles.finish_job(jsonb_build_object('job_id', job -> 'job_id', 'outcome', 'ready', 'thumbhash', 'AQID',
    'variants', job -> 'variants')) from claimed \g /dev/null
select is(pg_temp.work(), '{"thumbnail_large 0.00 0.00","thumbnail_medium 0.00 0.00","thumbnail_small 0.00 0.00"}', 'its crops follow');

-- Of older files, which have all copies.
update pgfiles.file set thumbhash = null where file_name = 'b.jpg';
select ok(pgfiles.make_missing_variants() > 0, 'who lacks only the placeholder is queued');
select is((select job -> 'is_hash_missing' from jsonb_array_elements(pgfiles.claim_jobs(100) -> 'jobs') job
    where job ->> 'key' like '%0000000000f1%'), 'true', 'and decoded for it');

select * from finish();
rollback;

-- The lease of a bucket, as workers hold it, but for the store, which is met in tests/lifecycle/32_copies.t.
begin;
\ir fixtures.psql
select plan(40);

delete from pgfiles.job;
-- Three names of one S3 bucket, and another one.
insert into pgfiles.bucket (name, s3_bucket, endpoint, credential_profile) values
    ('one', 'leased', 'http://Store.invalid:9000', null), ('two', 'leased', 'http://store.invalid:9000', 'other'),
    ('other', 'elsewhere', 'http://store.invalid:9000', null), ('amazon', 'leased', null, null);
select is(array_agg(pgfiles.store_of(b) order by b.name), '{https://s3.us-east-1.amazonaws.com/leased,http://store.invalid:9000/leased,http://store.invalid:9000/elsewhere,http://store.invalid:9000/leased}',
    'a store is an endpoint and a bucket') from pgfiles.bucket b where b.name <> 'main';
\set store 'http://store.invalid:9000/leased'

create function pg_temp.lease() returns pgfiles.bucket_lease language sql as $$
    select l from pgfiles.bucket_lease l where l.store = 'http://store.invalid:9000/leased'
$$;
create function pg_temp.moves(seconds integer) returns void language sql as $$
    update pgfiles.bucket_lease l
    set noted_at = l.noted_at - seconds * interval '1 second', written_at = l.written_at - seconds * interval '1 second',
        confirmed_at = l.confirmed_at - seconds * interval '1 second', tried_at = l.tried_at - seconds * interval '1 second',
        valid_until = l.valid_until - seconds * interval '1 second', valid_uptime = l.valid_uptime - seconds,
        noted_uptime = l.noted_uptime - seconds, holder_since = l.holder_since - seconds * interval '1 second'
    where l.store = 'http://store.invalid:9000/leased'
$$;
-- A turn of a worker in which the store answers so: ours (as we wrote it), kept (as it was before), away, or a lease as JSON.
create function pg_temp.turn(answer text) returns text language plpgsql as $$
declare
    v_due jsonb := pgfiles.due_leases();
    v_at integer;
    v_job jsonb;
begin
    v_at := (select i.n from jsonb_array_elements(v_due -> 'leases') with ordinality i (l, n) where i.l ->> 'store' = 'http://store.invalid:9000/leased');
    if v_at is null then return 'nothing is due'; end if;
    v_job := (select j from jsonb_array_elements(v_due #> '{batch,jobs}') j where (j ->> 'job_id')::integer = v_at);
    perform pgfiles.finish_leases(v_due -> 'leases', jsonb_build_array(jsonb_build_object('job_id', v_at) || case answer
        when 'away' then '{"outcome": "retry", "detail": "away"}'
        when 'gone' then '{"outcome": "ready", "lease": null, "etag": "", "is_written": false}'
        when 'ours' then jsonb_build_object('outcome', 'ready', 'lease', v_job -> 'lease', 'etag', 'e' || (pg_temp.lease()).sequence, 'is_written', true)
        when 'kept' then jsonb_build_object('outcome', 'ready', 'lease', v_job -> 'lease', 'etag', 'e' || (pg_temp.lease()).sequence, 'is_written', false)
        else jsonb_build_object('outcome', 'ready', 'lease', answer, 'etag', 'theirs', 'is_written', false) end));
    return coalesce(v_job ->> 'etag', 'only where there is none');
end
$$;
create function pg_temp.his(changes jsonb) returns text language sql as $$
    select ((pgfiles.server_fingerprint() || '{"system_identifier": "1", "nonce": "00000000-0000-4000-8000-000000000000", "timeline": 1, "database": "his",
        "taken_at": "2026-01-01T00:00:00Z", "renewed_at": "2026-01-01T00:00:00Z", "is_given_up": false}') || changes)::text
$$;

-- --- taken, confirmed, renewed ----------------------------------------------------------------------
select ok(not pgfiles.holds_lease('one'), 'nobody has it at first');
select is(pg_temp.turn('ours'), 'only where there is none', 'it is taken where there is none');
select ok(not pgfiles.holds_lease('one'), 'what was written is not held yet');
select is(pg_temp.turn('ours'), 'nothing is due', 'it is left to settle');
select pg_temp.moves(3);
select is(pg_temp.turn('kept'), 'e1', 'then it is read again');
select ok(pgfiles.holds_lease('one') and pgfiles.holds_lease('two') and not pgfiles.holds_lease('other') and not pgfiles.holds_lease('amazon'),
    'and held: by all names of the bucket, and of no other bucket');
select ok(pgfiles.holds_lease('one', '9 minutes') and not pgfiles.holds_lease('one', '10 minutes'), 'for ten minutes from when it was noted');
select pg_temp.moves(120);
select is(pg_temp.turn('ours'), 'nothing is due', 'where nothing is to be deleted, for five minutes there is nothing to do');
insert into pgfiles.doomed_object (bucket, s3_key, organization_id, cause, delete_at) values ('two', 'a', 'acme', 'test', now());
create temp table was as select (pg_temp.lease()).*;
select is(pg_temp.turn('ours'), 'e1', 'else it is renewed each minute, over what was written last');
select isnt((pg_temp.lease()).nonce, was.nonce, 'by another nonce') from was;
select ok(pgfiles.holds_lease('one'), 'and meanwhile held') ;
select pg_temp.moves(3);
select is(pg_temp.turn('kept'), 'e2', 'until that is confirmed, too');
select ok((pg_temp.lease()).valid_until > was.valid_until and (pg_temp.lease()).taken_at < was.taken_at + interval '1 minute', 'for longer') from was;
delete from pgfiles.doomed_object where s3_key = 'a';

-- --- what does not hold any more --------------------------------------------------------------------
savepoint held;
select pg_temp.moves(700);
select ok(not pgfiles.holds_lease('one'), 'ten minutes without a renewal end it');
rollback to held;
update pgfiles.bucket_lease l set valid_uptime = l.valid_uptime - 700 where l.store = :'store';
select ok(not pgfiles.holds_lease('one') or pgfiles.machine_uptime() is null, 'also where the clock was set back by as much');
rollback to held;
update pgfiles.bucket_lease l set valid_until = l.valid_until + interval '1 hour' where l.store = :'store';
select ok(not pgfiles.holds_lease('one'), 'and what lies further ahead than it can');
rollback to held;
update pgfiles.bucket_lease l set server_start = l.server_start - interval '1 hour' where l.store = :'store';
select ok(not pgfiles.holds_lease('one'), 'after a restart of the server it is not held');
select pg_temp.moves(2);
select is(pg_temp.turn('kept'), 'e2', 'but looked at');
select ok(pgfiles.holds_lease('one') and (pg_temp.lease()).sequence = 2, 'and held again, without a renewal');
rollback to held;
update pgfiles.bucket_lease l set fingerprint = l.fingerprint || '{"host": "another"}' where l.store = :'store';
select ok(not pgfiles.holds_lease('one'), 'a copy of the row does not count');
select is(pg_temp.turn(pg_temp.his('{}')), 'only where there is none', 'nor is it renewed');
select is((pg_temp.lease()).holder ->> 'database', 'his', 'but it is known who has it');
rollback to held;

-- --- lost -------------------------------------------------------------------------------------------
select pg_temp.moves(400);
select is(pg_temp.turn(pg_temp.his('{}')), 'e2', 'a renewal meets another lease');
select ok(not pgfiles.holds_lease('one'), 'then it is lost at once');
select matches(finding, '^belongs to database his .*, system 1\)') from files.doctor() where subject = 'lease of bucket one';
select is(fix, 'select files.take_lease(''one'');  -- if this database, and no other, is to write and delete there, see docs/how-to/share-a-bucket.md',
    'and what to do') from files.doctor() where subject = 'lease of bucket one';
select pg_temp.moves(30);
select is(pg_temp.turn(pg_temp.his('{}')), 'nothing is due', 'it is looked at each minute');
select pg_temp.moves(40);
select is(pg_temp.turn(pg_temp.his('{"is_given_up": true}')), 'only where there is none', 'until it is given up');
select is(pg_temp.turn('ours'), 'theirs', 'then it is taken, over that one');
rollback to held;
select pg_temp.moves(400);
select pg_temp.turn(pg_temp.his(pgfiles.server_fingerprint()));
select is((pg_temp.lease()).holder ->> 'database', 'his', 'who had it leaves it also to one that looks the same');
select pg_temp.moves(70);
select pg_temp.turn('{"nonce": 5, "taken_at": "yesterday", "x": "\u0000"}');
select matches(finding, '^belongs to somebody whose .pgfiles/lease cannot be read', 'what is no lease is somebody''s') from files.doctor() where subject = 'lease of bucket one';
rollback to held;
delete from pgfiles.bucket_lease l where l.store = :'store';
select pg_temp.turn(pg_temp.his(pgfiles.server_fingerprint()));
select is(pg_temp.turn('ours'), 'theirs', 'an extension that was made anew takes over the lease of this database');
rollback to held;

-- --- a store that is away ---------------------------------------------------------------------------
select pg_temp.moves(400);
select pg_temp.turn('away');
select ok(pgfiles.holds_lease('one') and (pg_temp.lease()).problem = 'away', 'a renewal that fails takes nothing away before its time');
select is(pg_temp.turn('away'), 'nothing is due', 'and is tried again a little later');
select pg_temp.moves(3);
select is(pg_temp.turn('kept'), 'e2', 'with the same nonce, for it may have come through');
select pg_temp.moves(3);
select pg_temp.turn('gone');
select is((pg_temp.lease()).problem, 'the store does not keep .pgfiles/lease', 'a store that forgets it says so');
rollback to held;

-- --- what waits for it ------------------------------------------------------------------------------
insert into pgfiles.file (file_name, file_type, file_size, bucket) values ('one.jpg', 'image/jpeg', 1000, 'one'), ('other.jpg', 'image/jpeg', 1000, 'other');
update pgfiles.file set status = 'uploaded' where file_name in ('one.jpg', 'other.jpg');
create function pg_temp.claimed() returns text language sql as $$
    select string_agg(concat_ws(' ', j ->> 'kind', j ->> 'bucket'), ', ') from jsonb_array_elements(pgfiles.claim_jobs(10) -> 'jobs') j
$$;
select is(pg_temp.claimed(), 'process_file one', 'workers take what would write where this database has the lease');
select is((select string_agg(status, ' ') from pgfiles.file where file_name = 'other.jpg'), 'uploaded', 'and leave the rest');
insert into pgfiles.setting values ('lease_required', 'off');
select is(pgfiles.unheld_buckets(), '{}', 'unless no lease is required');

select * from finish();
rollback;

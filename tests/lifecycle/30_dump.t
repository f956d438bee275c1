#!/usr/bin/env bash
# pg_dump and restore lose nothing and add nothing: every row comes back as it was, no trigger takes a
# restored row for a new one, waiting jobs are done, signing goes on as soon as there are keys.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

new_cluster dump
new_app dump
# As docs/install.md sets it up.
if [ "$RUNTIME" = pljava ]; then
    rm -f "$LIFE/dump/data/pgfiles.jsa"
    sql dump -c 'select pgfiles.archive_classes()' >/dev/null
    until_true 'the archive of classes is written' test -e "$LIFE/dump/data/pgfiles.jsa"
fi
# What an installation changes.
sql dump >/dev/null <<END
select from pgfiles.refresh_signing_keys();
insert into pgfiles.bucket (name, s3_bucket, endpoint, is_path_style, allowed_types, max_bytes)
values ('archive', '$S3_BUCKET', '$S3_ENDPOINT', true, '{*/*}', 5497558138880);
insert into pgfiles.bucket_route (organization_id, bucket) values ('globex', 'archive');
insert into pgfiles.quota (organization_id, max_bytes) values ('acme', 5000000000);
insert into pgfiles.setting (name, value) values ('upload_expires_in', '600'), ('claim_role', '{app_metadata,role}');
update pgfiles.variant_spec set width = 60, height = 60 where name = 'thumbnail_small';
update pgfiles.variant_spec set is_enabled = false where name = 'thumbnail_medium';
insert into pgfiles.variant_spec (name, width, height, fit, format) values ('banner', 300, 50, 'contain', 'png');
insert into pgfiles.watermark (name, image) values ('logo', '\\x89504e470d0a1a0a');
update pgfiles.variant_spec set watermark = 'logo' where name = 'thumbnail_medium';
create function app.scan(file pgfiles.file, head bytea) returns pgfiles.verdict language sql
    as 'select row(''label'', ''{scanned}'', null)::pgfiles.verdict';
insert into pgfiles.hook (name, sql_function) values ('scan', 'app.scan');
create table app.tour (code integer primary key, organization_id text);
insert into pgfiles.entity_type (name, table_name, id_column) values ('tour', 'app.tour', 'code');
create function app.greet(payload jsonb) returns jsonb language sql as 'select payload';
insert into pgfiles.lambda_function (name, sql_function) values ('greet', 'app.greet');
update pgfiles.lambda_function set sql_function = 'app.greet' where name = 'process_data';
delete from pgfiles.lambda_function where name = 'validate_data';
insert into pgfiles.lambda_function (name, sql_function) values ('validate_data', 'app.greet');
END
# What was true when it was set up, and is not any more.
sql dump >/dev/null <<'END'
create table app.room (id integer primary key);
create table app.hall (id integer primary key, place point);
create table app.shed (id integer primary key, gone integer);
create table app.yard (code text primary key);
create function app.may(id text) returns boolean language sql as 'select true';
insert into pgfiles.entity_type (name, table_name, see_function) values ('room', 'app.room', 'app.may');
insert into pgfiles.entity_type (name, table_name, location_column) values ('hall', 'app.hall', 'place');
insert into pgfiles.entity_type (name, table_name, id_column) values ('shed', 'app.shed', 'gone'), ('yard', 'app.yard', 'code');
insert into pgfiles.file (organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket)
select 'acme', '1', t.name, '1', 'a.jpg', 'image/jpeg', 1, 'main' from pgfiles.entity_type t where t.name in ('room', 'hall', 'shed', 'yard');
set client_min_messages = error;
drop table app.room;
drop function app.may(text);
alter table app.hall rename to "Grand Hall";
alter table app."Grand Hall" alter id type text;
alter table app.shed drop gone;
drop table app.yard;
create table app.yard (code text primary key);
grant select on all tables in schema app to authenticated;
create function app.look(file pgfiles.file, head bytea) returns pgfiles.verdict language sql
    as 'select row(''label'', null, null)::pgfiles.verdict';
insert into pgfiles.hook (name, sql_function, file_types) values ('look', 'app.look', '{audio/*}');
drop function app.look(pgfiles.file, bytea);
insert into pgfiles.lambda_function (name, sql_function) values ('gone', 'app.gone');
insert into pgfiles.bucket_route (entity_type, bucket) values ('nothing', 'archive');
END
# Files in every state. One job waits, one belongs to a worker that is at it, one is a dead letter.
ready=$(upload dump 'Überblick "Süd"; 100 %.jpg')
work dump
# A variant that could not be made of it: nothing that a restore should try again by itself.
sql dump -c "insert into pgfiles.variant_spec (name, width, height) values ('late', 10, 10);
    delete from pgfiles.job where kind = 'make_variants'"
as_alice dump >/dev/null "
    select files.create_multipart_upload(file_name => 'large.jpg', file_type => 'image/jpeg', file_size => 20000000);
    select files.generate_upload_form(file_name => 'form.jpg', file_type => 'image/jpeg');
    select files.abort_multipart_upload((files.create_multipart_upload(
        file_name => 'given up.jpg', file_type => 'image/jpeg', file_size => 20000000)).file_id, 'upload-id')"
sql dump -c "update pgfiles.setting set value = '1' where name = 'job_max_attempts';
    insert into pgfiles.setting (name, value) values ('job_max_attempts', '1')"
dead=$(upload dump dead.jpg)
sql dump -c "select pgfiles.claim_jobs(1);
    select pgfiles.finish_job(jsonb_build_object('job_id', (select id from pgfiles.job where file_id = '$dead'),
        'outcome', 'retry', 'reason', 'store_unavailable', 'detail', 'no answer'))" >/dev/null
upload dump leased.jpg >/dev/null
sql dump -c 'select pgfiles.claim_jobs(1)' >/dev/null
waiting=$(upload dump waiting.jpg)
rejected=$(upload_request dump rejected.jpg | jq -r .file_id)
sql dump -c "update pgfiles.file set status = 'rejected', status_reason = 'not_an_image', processed_at = now() where id = '$rejected'"
is "$(sql dump -c "select string_agg(distinct status, ' ' order by status) from pgfiles.file")" \
    'failed pending processing ready rejected uploaded' 'there are files in every state'

# Every row of every table that is dumped, and how far every sequence is.
contents() {
    sql "$1" -c "select format(case when relkind = 'S' then 'select %L, last_value, is_called from %s;'
                else 'select %L, (to_jsonb(t) - ''table_oid'')::text from %s t order by 2;' end, c.oid::regclass, c.oid::regclass)
        from pg_extension e cross join unnest(e.extconfig) t (oid) join pg_class c on c.oid = t.oid
        where e.extname = 'pgfiles' order by c.oid::regclass::text" | sql "$1"
}
dump() { "$PG_BIN/pg_dump" -h "$LIFE/dump" -p 5432 -U postgres "$@"; }
contents dump >"$LIFE/dump/contents"
for table in pgfiles.{bucket,bucket_route,entity_type,file,hook,job,lambda_function,multipart_upload,quota,setting,variant_spec,watermark} \
    pgfiles.logged_action; do
    ok "there are rows in $table" grep -q "^$table|" "$LIFE/dump/contents"
done
dump app >"$LIFE/dump/app.sql"
sql dump -c 'table pgfiles.file' >"$LIFE/dump/files"
# As docs/how-to/upgrade.md says.
sql dump -c 'create role backup login bypassrls' -c 'grant pg_read_all_data to backup'
is "$(diff <(portable <"$LIFE/dump/app.sql") <(dump app -U backup 2>&1 | portable))" '' 'a role that may only read dumps the same'

# restored DATABASE: it is the same, down to its own dump.
restored() {
    is "$(diff "$LIFE/dump/contents" <(contents "dump/$1"))" '' "$1: every row and every sequence is as it was"
    is "$(diff <(portable <"$LIFE/dump/app.sql") <(dump "$1" | portable))" '' "$1: its dump is the same"
    is "$(sql "dump/$1" -c 'table files.organization_usage')" "$(sql dump -c 'table files.organization_usage')" \
        "$1: files have counted themselves against their quota"
    is "$(sql "dump/$1" -c 'select count(*) from pgfiles.signing_key')" 0 "$1: signing keys were not dumped"
    # The table that came after yard's is the only one that it finds, and nobody has watched its rows.
    is "$(broken "dump/$1")" "$(broken dump | sed 's/^\(entity type yard: \).*/\1on_delete is trash, and the triggers on app.yard are gone: the files of a row stay when it goes/')" \
        "$1: the doctor names what is broken"
}
broken() {
    sql "$1" -c "select subject || ': ' || finding from files.doctor()
        where not is_ok and subject ~ '^(entity type|hook|Lambda|route)' order by 1"
}
is "$(broken dump)" "$(cat <<'END'
Lambda gone: there is no function app.gone(jsonb)
entity type room: there is no table app.room: nobody sees its files; there is no function app.may(text)
entity type shed: there is no column gone in app.shed
entity type yard: another table is app.yard now: nobody sees its files
hook look: there is no function app.look(pgfiles.file, bytea) returns pgfiles.verdict: what it should look at is not processed
route of nothing: there is no entity type nothing
END
)" 'the doctor names what is broken'
# By one session, from the archive of classes: that is how a dump begins.
sql dump/postgres -c 'create database fresh'
ok 'create extension pgfiles cascade' sql dump/fresh -c 'create extension pgfiles cascade'
sql dump/postgres -c 'create database restored'
ok 'psql restores it without an error' sql dump/restored -f "$LIFE/dump/app.sql"
restored restored
# In parallel PostgreSQL brings back the tables of an extension in any order, so their foreign keys must not be looked at.
sql dump/postgres -c 'create database restored_in_parallel'
dump -Fc app >"$LIFE/dump/app.custom"
ok 'pg_restore -j restores it without an error' \
    env PGOPTIONS='-c session_replication_role=replica' \
    "$PG_BIN/pg_restore" -h "$LIFE/dump" -p 5432 -U postgres -e -j 3 -d restored_in_parallel "$LIFE/dump/app.custom"
restored restored_in_parallel

# It goes on working there.
like "$(as_alice dump/restored "select files.generate_download_url('$ready')" 2>&1)" 'Signing key missing' \
    'without a key the error says so'
sql dump/restored -c 'select from pgfiles.refresh_signing_keys()' -c "select files.take_lease('main')" >/dev/null
status() { sql dump/restored -c "select status from pgfiles.file where id = '$1'"; }
work dump/restored
is "$(status "$waiting")" ready 'the job that waited is done'
is "$(sql dump/restored -c "select string_agg(concat_ws(' ', v.key, v.value ->> 'width', v.value ->> 'height'), ', ' order by v.key)
    from pgfiles.file f, jsonb_each(f.variants) v where f.id = '$waiting'")" 'banner 300 50, late 10 10, thumbnail_large 800 800, thumbnail_small 60 60' \
    'by the changed variants'
is "$(status "$dead") $(sql dump/restored -c 'select count(*) from pgfiles.job')" 'failed 2' 'the leased job and the dead letter are left'
is "$(sql dump/restored -c "select labels from pgfiles.file where id = '$waiting'")" '{scanned}' 'and looked at by the hook'
url=$(as_alice dump/restored "select files.thumbnail_small_url(f) from files.files f where id = '$waiting'")
is "$(http_status "$url")" 200 'its URLs work'
newest=$(sql dump/restored -c 'select max(id) from pgfiles.job')
new=$(upload dump/restored new.jpg)
ok 'new jobs get new numbers' test "$(sql dump/restored -c "select id from pgfiles.job where file_id = '$new'")" -gt "$newest"
done_testing

#!/usr/bin/env bash
# drop extension is refused while there are files. Told otherwise it leaves nothing of ours behind; and create extension works again.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

new_cluster drop
sql drop/postgres -c 'create database app'
sql drop -c 'create role authenticated'
# What pgfiles needs (pljava or plpython3u) is not ours to drop.
sql drop -c "select format('create extension %I', unnest(requires)) from pg_available_extension_versions join pg_available_extensions using (name) where name = 'pgfiles' and version = default_version" |
    sql drop 2>>"$LIFE/drop/psql.log"

# Every object that did not come with PostgreSQL, and what is in the tables.
everything() {
    sql drop <<'END'
with object as (
    select 'pg_namespace'::regclass as class, oid from pg_namespace where nspname !~ '^pg_(toast_)?temp'
    union all select 'pg_class'::regclass, oid from pg_class where relkind <> 't' and relnamespace <> 'pg_toast'::regnamespace
    union all select 'pg_proc'::regclass, oid from pg_proc
    union all select 'pg_type'::regclass, oid from pg_type
    union all select 'pg_language'::regclass, oid from pg_language
    union all select 'pg_cast'::regclass, oid from pg_cast
    union all select 'pg_operator'::regclass, oid from pg_operator
    union all select 'pg_constraint'::regclass, oid from pg_constraint
    union all select 'pg_trigger'::regclass, oid from pg_trigger
    union all select 'pg_event_trigger'::regclass, oid from pg_event_trigger
    union all select 'pg_policy'::regclass, oid from pg_policy
    union all select 'pg_default_acl'::regclass, oid from pg_default_acl
    union all select 'pg_extension'::regclass, oid from pg_extension
)
select i.type, i.identity from object, pg_identify_object(class, oid, 0) i where oid >= 16384 order by 1, 2;
END
    "$PG_BIN/pg_dump" -h "$LIFE/drop" -p 5432 -U postgres app | sed -E '/^\\(un)?restrict /d'
}
create="create extension pgfiles;
    insert into pgfiles.bucket (name, s3_bucket, endpoint, is_path_style, is_default, has_conditional_writes)
    values ('main', '$S3_BUCKET', '$S3_ENDPOINT', true, true, false);
    select files.grant_api_to('authenticated');
    select from pgfiles.refresh_signing_keys();"
allow='set pgfiles.allow_drop = on'
required=$(sql drop -c "select requires[1] from pg_available_extension_versions join pg_available_extensions using (name)
    where name = 'pgfiles' and version = default_version")
request="select to_jsonb(u) from files.generate_upload_url(file_name => 'x.jpg', file_type => 'image/jpeg', file_size => $(stat -c %s "$(photo)")) u"
# One file is ready, another one is waiting.
use() {
    local answer file
    sql drop -c "$create" >/dev/null
    answer=$(as_alice drop "$request")
    file=$(jq -r .file_id <<<"$answer")
    is "$(put "$(photo)" "$answer")" 200 "$1: an upload"
    as_alice drop "select from files.confirm_upload('$file')" >/dev/null
    work drop
    is "$(as_alice drop "select status from files.files")" ready "$1: the file becomes ready"
    as_alice drop "$request" >/dev/null
}

everything >"$LIFE/drop/before"
use 'once'
for statement in 'drop extension pgfiles' 'drop extension pgfiles cascade' "do \$\$ begin execute concat('drop ', 'extension pgfiles'); end \$\$" \
    "drop extension $required cascade" 'alter table pgfiles.file drop column position cascade' 'drop owned by postgres cascade'; do
    like "$(sql drop -c "$statement" 2>&1)" 'the extension pgfiles has files' "refused: $statement"
done
for statement in 'truncate pgfiles.file cascade' 'truncate pgfiles.app_user cascade' 'truncate pgfiles.entity_type cascade'; do
    like "$(sql drop -c "$statement" 2>&1)" 'truncate would take all files along' "refused: $statement"
done
is "$(sql drop -c 'select count(*) from pgfiles.file')" 2 'the files are still there'
is "$(sql drop -c "begin; $allow; truncate pgfiles.file cascade; select count(*) from pgfiles.file; rollback")" 0 'told otherwise, truncate goes'
ok 'another extension may go' sql drop -c 'create extension pg_trgm' -c 'drop extension pg_trgm cascade'
ok 'and what is the application'\''s own' sql drop -c 'create table public.own (files integer)' -c 'create view public.v as table public.own' \
    -c 'alter table public.own drop column files cascade' -c 'drop table public.own cascade'
ok 'also if somebody drops it who may not read our tables' sql drop -c 'create role owner; grant create on database app to owner;
    set role owner; create extension pg_trgm; drop extension pg_trgm; reset role; drop owned by owner; drop role owner'
ok 'told otherwise, drop extension with files in it needs no cascade' sql drop -c "$allow" -c 'drop extension pgfiles'
is "$(diff "$LIFE/drop/before" <(everything))" '' 'nothing of ours is left'

use 'again'
# In one session, that is one JVM, which has seen the dropped functions.
like "$(sql drop -c "$request" -c "$allow" -c 'drop extension pgfiles' -c "$create" -c "$request")" 'X-Amz-Signature=.*X-Amz-Signature=' \
    'dropped and created again within a session'

sql drop -c 'create view public.gallery as select id, file_name from files.files'
like "$(sql drop -c "$allow" -c 'drop extension pgfiles' 2>&1)" 'view gallery depends on view files.files' \
    'a view of the application on ours keeps it from being dropped, and is named'
is "$(sql drop -c 'select count(*) from files.files')" 1 'and the files are still there'
like "$(sql drop -c "$allow; set client_min_messages = notice" -c 'drop extension pgfiles cascade' 2>&1)" 'drop cascades to view gallery' \
    'cascade says what goes with it'
is "$(diff "$LIFE/drop/before" <(everything))" '' 'again nothing is left'
done_testing

#!/usr/bin/env bash
# alter extension pgfiles update: afterwards everything is as in a fresh installation, nothing of the installation's own is lost,
# what an application has made of our objects goes on working, and all suites pass.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
HERE=$ROOT/tests/lifecycle/upgrade
OLD=0.1.0 NEW=$(sed -n "s/^default_version = '\(.*\)'/\1/p" "$ROOT/extension/pgfiles.control")

new_cluster upgrade
database() { sql upgrade/postgres -c "create database $1 ${2:-}"; }
# In a session of its own each: a JVM keeps what it has seen of an extension.
quietly() { sql "upgrade/$1" -c "$2" >>"$LIFE/upgrade/psql.log" 2>&1 || { tail -n 20 "$LIFE/upgrade/psql.log" >&2; fail "$1: $2"; }; }
fixture() {
    sql "upgrade/$1" -v s3_endpoint="$S3_ENDPOINT" -v bucket="$S3_BUCKET" -f "$HERE/$OLD.sql" >>"$LIFE/upgrade/psql.log" 2>&1 ||
        { tail -n 20 "$LIFE/upgrade/psql.log" >&2; fail "no fixture in $1"; }
}

database empty_old
quietly empty_old "create extension pgfiles version '$OLD' cascade"
database old 'template empty_old'
fixture old
for of in 'file.status 6' 'file.upload_method 4' 'job.kind 4' 'variant_spec.is_shipped 2'; do
    read -r column count <<<"$of"
    is "$(sql upgrade/old -c "select count(distinct ${column#*.}) from pgfiles.${column%.*}")" "$count" "the fixture has every ${column//./ }"
done
is "$(sql upgrade/old -c "select string_agg(c.oid::regclass::text, ', ') from pg_extension e, pg_class c join pg_depend d on d.objid = c.oid and d.deptype = 'e'
    where e.oid = d.refobjid and e.extname = 'pgfiles' and c.relkind = 'r'
        and (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]::text = '0'")" \
    '' 'and something in every table'

# The rows of every table, by the columns of the old version.
rows() { # DATABASE COLUMNS-OF
    sql "upgrade/$1" <"$2"
}
sql upgrade/old -c "select format('select %L, md5(string_agg(t::text, e''\n'' order by t::text)), count(*) from (select %s from %s) t;', c.oid::regclass,
        string_agg(quote_ident(a.attname), ', ' order by a.attnum), c.oid::regclass)
    from pg_class c join pg_depend d on d.objid = c.oid and d.deptype = 'e' join pg_extension e on e.oid = d.refobjid
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where e.extname = 'pgfiles' and c.relkind = 'r'
        and c.oid not in ('pgfiles.error'::regclass, 'pgfiles.default_setting'::regclass, 'pgfiles.api_grant'::regclass)
    group by c.oid order by 1" >"$LIFE/upgrade/rows.sql"
# Where they are now. A shipped row of lambda_function is the database's own afterwards, see below.
sed -E 's/audit\.logged_actions/pgfiles.logged_action/g; s/identity\.users/pgfiles.app_user/g; s/identity\.service_token/pgfiles.service_token/g' \
    "$LIFE/upgrade/rows.sql" >"$LIFE/upgrade/rows-now.sql"
# Rows of users come to those of organizations in the ledger.
sed -i 's/from pgfiles.quota_usage/& where owner_id = '"''/" "$LIFE/upgrade/rows-now.sql"
sed -i 's/is_shipped from pgfiles.lambda_function/false from pgfiles.lambda_function/' "$LIFE/upgrade/rows.sql" "$LIFE/upgrade/rows-now.sql"
moved() { sed -E 's/^audit\.logged_actions/pgfiles.logged_action/; s/^identity\.users/pgfiles.app_user/; s/^identity\.service_token/pgfiles.service_token/' | sort; }
rows old "$LIFE/upgrade/rows.sql" | moved >"$LIFE/upgrade/rows"
usage="select organization_id, sum(bytes), sum(files) from pgfiles.quota_usage group by 1 order by 1"
usage_now="select organization_id, sum(bytes), sum(files) from pgfiles.quota_usage where owner_id = '' group by 1 order by 1"
sql upgrade/old -c "$usage" >"$LIFE/upgrade/usage"
gallery='table app.gallery order by id'
sql upgrade/old -c "$gallery" >"$LIFE/upgrade/gallery"

database upgraded 'template old'
quietly upgraded 'set client_min_messages = warning; alter extension pgfiles update'
like "$(grep WARNING "$LIFE/upgrade/psql.log")" 'app.by_columns.. lists the columns' 'a function that lists the columns of files.files is named'
is "$(sql upgrade/upgraded -c "select extversion from pg_extension where extname = 'pgfiles'")" "$NEW" "to version $NEW"
is "$(diff "$LIFE/upgrade/rows" <(rows upgraded "$LIFE/upgrade/rows-now.sql" | sort))" '' 'every row is as it was'
is "$(sql upgrade/upgraded -c "$usage_now")" "$(<"$LIFE/upgrade/usage")" 'and so is what they use'
is "$(sql upgrade/upgraded -c 'select * from pgfiles.recount_quota()')" '' 'each user, too: there is nothing to mend'
is "$(sql upgrade/upgraded -c 'select distinct on_delete, may_delete, may_share from pgfiles.entity_type')" 'keep|uploader|nobody' \
    'files of entities stay where the application did not ask for anything else'
is "$(sql upgrade/upgraded -c 'table pgfiles.granted_role order by 1, 2')" \
    $'Odd Role|admin\nanon|none\napi_service_idp|service\napi_user|read\nauthenticated|admin' \
    'who has the API is noted down; who has only a part of it is not'

# What it left pending and what it had rejected long ago, a worker sees to.
sql upgrade/postgres -c 'create database swept template upgraded'
sql upgrade/swept -c "insert into pgfiles.setting (name, value) values ('lease_required', 'off');
    update pgfiles.file set created_at = created_at - interval '30 days', processed_at = processed_at - interval '30 days';
    delete from pgfiles.job; delete from app.comment; update pgfiles.file set status_reason = 'type_mismatch' where status = 'rejected'"
before=$(sql upgrade/swept -c "select count(*) from pgfiles.file where status = 'pending'")
is "$([ "$before" -gt 0 ] && sql upgrade/swept -c 'select pgfiles.abandon_uploads()')" "$before" 'uploads that nobody has confirmed are given up'
ended=$(sql upgrade/swept -c "select count(*) from pgfiles.file f where f.problem in ('rejected', 'failed') and f.status_reason is distinct from 'abandoned'")
is "$([ "$ended" -gt 0 ] && sql upgrade/swept -c 'select pgfiles.archive_uploads()')" "$ended" 'and what was rejected is archived'

# --- what the application has -----------------------------------------------------------------------
is "$(sql upgrade/upgraded -c "$gallery")" "$(<"$LIFE/upgrade/gallery")" 'a view of the application on files.files shows the same'
for what in 'table app.download' 'table app.count' 'select (app.newest()).id' 'select count(*) from app.latest()' 'select count(*) from app.by_loop()' \
    'table app.log' 'table identity.users' 'table audit.logged_actions' "select aws_lambda.app_own('{}')" 'refresh materialized view app.count' \
    'select identity.pre_request()' "update pgfiles.app_user set handle = 'a'"; do
    is "$(sql upgrade/upgraded -c "begin; $what; rollback" 2>&1 | grep ERROR)" '' "$what"
done
is "$(sql upgrade/upgraded -c 'select app.lambda()')" '{"data": {"a": 1}}' 'aws_lambda.invoke calls what it called'
is "$(sql upgrade/upgraded -c "select tgname from pg_trigger where tgname = 'app_own'
    union all select relname from pg_class where relname = 'app_own'")" $'app_own\napp_own' 'its own index and trigger are there'
is "$(sql upgrade/upgraded -c "insert into app.comment (id, author) values (2, gen_random_uuid())" 2>&1 | grep -c 'violates foreign key constraint')" 1 \
    'its foreign key to identity.users is one to pgfiles.app_user'
as() { sql upgrade/upgraded <<<"set role $1; set request.jwt.claims = '$ALICE'; $2"; }
ok 'PostgREST with db-pre-request = identity.pre_request serves anonymous callers' \
    sql upgrade/upgraded -c "set role anon" -c "select identity.pre_request()"
ok '... and users' as authenticated 'select identity.pre_request(); select count(*) from identity.users; select id from audit.logged_actions'
like "$(as authenticated "select aws_lambda.invoke('transform_data', '{\"data\": {\"b\": 1}}'::json)")" '"b""' 'who could call Lambdas can'
is "$(sql upgrade/upgraded -c "select string_agg(p.proname, ' ') from pg_proc p
    where p.pronamespace in ('files'::regnamespace, 'pgfiles'::regnamespace) and p.proname like '%before_update'")" '' 'no function of the old version is left'

# --- what is refused now ----------------------------------------------------------------------------
database headers 'template old'
quietly headers "insert into pgfiles.bucket (name, s3_bucket, upload_headers) values ('named', 'named', '{\"x-amz-meta-Owner\": \"a\"}'),
    ('odd', 'odd', '{\"x-amz-meta-a b\": \"a\"}')"
like "$(sql upgrade/headers -c 'alter extension pgfiles update' 2>&1)" 'the bucket odd has an upload header that cannot be sent.*x-amz-meta-a b.*change upload_headers' \
    'a header that no store takes stops the update, by name'
quietly headers "delete from pgfiles.bucket where name = 'odd'; set client_min_messages = error; alter extension pgfiles update"
is "$(sql upgrade/headers -c "select upload_headers from pgfiles.bucket where name = 'named'")" '{"x-amz-meta-owner": "a"}' 'the name of one in upper case is put in lower case'

# --- the same as fresh ------------------------------------------------------------------------------
catalogue() { sql "upgrade/$1" -f "$ROOT/tests/check/schema.sql" && sql "upgrade/$1" -f "$HERE/catalogue.sql"; }
database fresh
quietly fresh 'create extension pgfiles cascade'
# As the fixture grants, and what is written into functions: entity types and settings.
grants="select files.grant_api_to('authenticated', 'admin'); select files.grant_api_to('api_user', 'read'); select files.grant_api_to('\"Odd Role\"', 'admin');
    select files.grant_api_to('api_service_idp', 'service'); select files.grant_api_to('anon', 'none');
    grant usage on schema files to some_functions; grant execute on function files.confirm_upload(uuid) to some_functions;
    create schema app; create table app.site (id uuid primary key, place point); create table app.tour (code integer primary key);
    insert into pgfiles.entity_type (name, table_name, location_column) values ('site', 'app.site', 'place');
    insert into pgfiles.entity_type (name, table_name, id_column) values ('tour', 'app.tour', 'code');
    $(grep '^insert into pgfiles.setting ' "$HERE/0.1.0.sql")"
quietly fresh "$grants"
# Without the names that are left behind, and without what the application has added.
ours() { catalogue "$1" | grep -vE '\b(audit|identity|aws_lambda)\b|app_own'; }
is "$(diff <(ours fresh) <(ours upgraded))" '' 'the catalogue is that of a fresh installation'

# pgfiles_compat adopts what is left.
for what in fresh upgraded; do quietly $what 'create extension pgfiles_compat'; done
everything() { catalogue "$1" | grep -v app_own; }
is "$(diff <(everything fresh) <(everything upgraded))" '' 'with pgfiles_compat it is that of a fresh installation with it'
ok 'and the names work' as authenticated 'select identity.pre_request(); select count(*) from identity.users; select id from audit.logged_actions'

# --- dumps ------------------------------------------------------------------------------------------
database upgraded_only 'template old'
quietly upgraded_only 'alter extension pgfiles update'
dump() { "$PG_BIN/pg_dump" -h "$LIFE/upgrade" -p 5432 -U postgres "$1"; }
for what in upgraded upgraded_only; do
    # An index on our tables is lost in a dump, see docs/how-to/upgrade.md.
    quietly $what 'drop index pgfiles.app_own; drop trigger app_own on pgfiles.app_user'
    dump $what >"$LIFE/upgrade/$what.sql"
    database "restored_$what"
    ok "$what: its dump is restored without an error" sql "upgrade/restored_$what" -f "$LIFE/upgrade/$what.sql"
    is "$(diff <(portable <"$LIFE/upgrade/$what.sql" | sort) <(dump "restored_$what" | portable | sort))" '' 'and dumps as the same'
done
is "$(sql upgrade/restored_upgraded_only -c 'select app.lambda()')" '{"data": {"a": 1}}' 'the names that were left work there, too'

# --- the suites -------------------------------------------------------------------------------------
database suites 'template empty_old'
quietly suites 'alter extension pgfiles update'
quietly suites 'create extension pgfiles_compat'
# They know the bucket by its name, and need no store.
sql upgrade/suites -v s3_endpoint="$S3_ENDPOINT" -v bucket=pgfiles -v authenticator_password=unused \
    -c 'create extension pgtap' -f <(sed -E 's/^create role (anon|authenticated|api_user|api_service_idp) .*//' "$STACK_DIR/app.sql") \
    >>"$LIFE/upgrade/psql.log" 2>&1 || { tail "$LIFE/upgrade/psql.log" >&2; fail 'no application in suites'; }
# All but those that fill tables to see what plans read, which follows from the catalogue; and that is the same, see above.
mapfile -t files < <(printf '%s\n' "$ROOT"/tests/pgtap/*.sql | grep -vE '/(30_policy_cost|50_search_bounds)\.sql$')
suites=$(cd "$ROOT" && PGHOST=$LIFE/upgrade PGPORT=5432 PGUSER=postgres PGDATABASE=suites PATH=$PG_BIN:$PATH pg_prove "${files[@]}" 2>&1) ||
    diag "$suites"
like "$(tail -n 1 <<<"$suites")" 'Result: PASS' 'the pgTAP suites pass in an upgraded database'
done_testing

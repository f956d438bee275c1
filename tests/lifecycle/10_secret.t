#!/usr/bin/env bash
# The AWS secret key is nowhere but in the credentials file, however much PostgreSQL is told to log, and
# the signing keys derived from it are nowhere but in pgfiles.signing_key. Everything is done once:
# signing, uploads, processing, and each way in which credentials and the store can fail.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
C=$LIFE/secret
mkdir -p "$LIFE"
photo >/dev/null

new_cluster secret "shared_preload_libraries = 'pg_stat_statements,auto_explain'
compute_query_id = on
log_statement = all
log_min_duration_statement = 0
log_parameter_max_length = -1
log_parameter_max_length_on_error = -1
log_error_verbosity = verbose
log_min_error_statement = debug5
auto_explain.log_min_duration = 0
auto_explain.log_nested_statements = on
auto_explain.log_verbose = on
auto_explain.log_format = json
pg_stat_statements.track = all
track_activity_query_size = 100000"
new_app secret
sql secret -c 'create extension pg_stat_statements'

# Beside the stack's credentials: a profile with a wrong secret, and one that is no profile at all.
secret=$(sed -n 's/^aws_secret_access_key *= *//p' "$S3_CREDENTIALS_FILE")
access_key=$(sed -n 's/^aws_access_key_id *= *//p' "$S3_CREDENTIALS_FILE")
wrong=wrong/$(random_hex 17)+abc # as AWS makes them: base64, forty characters
cat >>"$C/aws/credentials" <<END

[wrong]
aws_access_key_id = $access_key
aws_secret_access_key = $wrong
END

# Everything that a client or the DBA gets to see; errors are among it.
dba() { sql secret -v ON_ERROR_STOP=0 <<<"$1" >>"$C/answers" 2>&1; }
alice() { dba "set role authenticated; set request.jwt.claims = '$ALICE'; $1"; }
# The same by HTTP: PostgREST sends arguments as parameters, which are logged on their own.
api() {
    curl --noproxy '*' -sS -m 20 -i -H "Authorization: Bearer $(bearer)" -H 'Content-Type: application/json' \
        "http://127.0.0.1:$api_port/$1" "${@:2}" >>"$C/answers" 2>&1
}
bearer() { "$STACK_DIR/jwt" test "$ALICE"; }
api_port=$(free_port)
install -m 0600 -o "$CLUSTER_USER" /dev/stdin "$C/postgrest.conf" <<END
db-uri = "host=$C port=5432 dbname=app user=authenticator"
db-schemas = "files"
db-anon-role = "anon"
jwt-secret = "$JWT_SECRET"
server-host = "127.0.0.1"
server-port = $api_port
END
in_background "$POSTGREST" "$C/postgrest.conf" >"$C/postgrest.log" 2>&1
api_ready() { [ "$(http_status "http://127.0.0.1:$api_port/")" = 200 ]; }
until_true 'PostgREST answers' api_ready

# What everybody does, sampled all the while.
sample() { sql secret <<<"select query from pg_stat_activity \\watch 0.05"; }
in_background sample >"$C/activity" 2>/dev/null

# --- the good case ----------------------------------------------------------------------------------
dba 'select * from pgfiles.refresh_signing_keys()'
file=$(upload secret good.jpg)
dba 'call pgfiles.run_worker(max_seconds => 0)'
is "$(sql secret -c "select status from pgfiles.file where id = '$file'")" ready 'an upload is processed'
api rpc/generate_upload_url -d "{\"entity_type\":\"site\",\"entity_id\":\"$APP_SITE\",\"file_name\":\"parameter-$$.jpg\",
    \"file_type\":\"image/jpeg\",\"file_size\":1000}"
api rpc/generate_upload_urls -d '{"items":[{"file_name":"a.jpg","file_type":"image/jpeg","file_size":1},
    {"file_name":"b.jpg","file_type":"image/jpeg","file_size":2},{"file_name":"/","file_type":"x","file_size":-1}]}'
api rpc/generate_upload_form -d '{"file_name":"form.jpg","file_type":"image/jpeg"}'
api rpc/create_multipart_upload -d '{"file_name":"large.jpg","file_type":"image/jpeg","file_size":12000000}'
large="(select id from pgfiles.file where file_name = 'large.jpg')"
alice "select files.sign_part($large, 'upload-id', 1);
    select files.sign_parts($large, 'upload-id', array[1, 2]);
    select files.list_parts($large, 'upload-id');
    select files.complete_multipart_upload($large, 'upload-id');
    select files.abort_multipart_upload($large, 'upload-id');
    select files.get_upload_url(files.request_upload_url('site', '$APP_SITE', 'poll.jpg', 'image/jpeg'));
    select files.get_upload_url_sync('site', '$APP_SITE', 'sync.jpg', 'image/jpeg');
    select aws_lambda.invoke('get-presigned-url', json_build_object('key', s3_original_key)) from files.files;
    select * from pgfiles.signing_key;
    select pgfiles.open_signer('main', 60);"
api rpc/generate_download_url -d "{\"file_id\":\"$file\",\"variant\":\"thumbnail_small\",\"is_attachment\":true}"
api rpc/generate_download_urls -d "{\"file_ids\":[\"$file\",\"$file\"],\"stable_for\":3600}"
api "files?select=id,exif,download_url,thumbnail_small_url,thumbnail_large_url"

answered() { grep -o "HTTP/1.1 $1" "$C/answers" | wc -l; }
is "$(answered 200) of $(answered '')" '7 of 7' 'all is signed'

# --- what fails -------------------------------------------------------------------------------------
api rpc/generate_upload_url -d '{"entity_type":"nonsense","entity_id":"1","file_name":"x","file_type":"x","file_size":1}'
api rpc/generate_download_url -d "{\"file_id\":\"$file\",\"expires_in\":-1}"
api rpc/generate_download_url -d '{"file_id":"00000000-0000-4000-8000-000000000000"}'
# A store that is not there has no lease to give.
dba "insert into pgfiles.setting values ('lease_required', 'off')"
# failing CHANGE: what all say once the bucket is changed like this; prints why the file waits.
failing() {
    dba "update pgfiles.bucket set $1;
        select * from pgfiles.refresh_signing_keys();
        update pgfiles.file set status = 'uploaded' where id = '$file';
        update pgfiles.job set run_at = now();
        call pgfiles.run_worker(max_seconds => 0);
        table pgfiles.job;
        set role authenticated;
        set request.jwt.claims = '$ALICE';
        select files.generate_upload_url(file_name => 'x.jpg', file_type => 'image/jpeg', file_size => 1);
        select status_detail, files.download_url(f) from files.files f;"
    sql secret -c "select last_error from pgfiles.job where file_id = '$file'"
}
like "$(failing "credential_profile = 'nowhere'")" ^credentials_missing 'a profile that is not there'
like "$(failing "credential_profile = 'wrong'")" ^store_denied 'a profile that the store refuses'
like "$(failing "credential_profile = null, endpoint = 'http://127.0.0.1:1'")" ^store_unavailable 'a store that is not there'
sed -i 's/^aws_secret_access_key *=/aws_secret_access_key/' "$C/aws/credentials"
failing "endpoint = '$S3_ENDPOINT'" >/dev/null
like "$(cat "$C/answers")" 'credentials_missing: the AWS default credential chain' 'a mistake in the line of the secret'
cp "$S3_CREDENTIALS_FILE" "$C/aws/credentials"
is "$(failing 'credential_profile = null')" '' 'and all is well again'

# --- where a secret could be ------------------------------------------------------------------------
"$PG_BIN/pg_dump" -h "$C" -p 5432 -U postgres app >"$C/dump"
"$PG_BIN/pg_dumpall" -h "$C" -p 5432 -U postgres >"$C/dumpall"
sql secret -c 'select * from pg_stat_statements' >"$C/statements"
sql secret -c 'select * from pg_stat_activity' >>"$C/activity"
# Every row of every table and view of ours, but for the one table that is made for it.
sql secret -c "select format('table %I.%I;', nspname, relname) from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname in ('files', 'pgfiles', 'audit', 'aws_lambda') and relkind in ('r', 'v', 'm', 'p')
        and c.oid <> 'pgfiles.signing_key'::regclass" | sql secret >"$C/tables"
sql secret -c 'table pgfiles.signing_key' >"$C/signing_key"
places=("$C"/{postgres.log,answers,activity,statements,dump,dumpall,tables})

hex() { od -An -v -tx1 | tr -d ' \n'; }
secrets=$(printf 'secret %s\nwrong_secret %s\n' "$(printf %s "$secret" | hex)" "$(printf %s "$wrong" | hex)")
# The refresh under the wrong profile stored one too.
keys=$(sql secret -c "select 'signing_key_' || row_number() over () || ' ' || encode(signing_key, 'hex') from pgfiles.signing_key")
find_in() { perl "$ROOT/tests/lifecycle/find-secret.pl" "${@:2}" <<<"$1"; }

# The search finds what is there: the key in its table, the access key, which is no secret, in URLs, and in the log a
# parameter and what statements within functions did.
is "$(find_in "$keys" "$C/signing_key" | grep -c 'as hex')" "$(wc -l <<<"$keys")" 'a signing key is found where it belongs'
is "$(find_in "id $(printf %s "$access_key" | hex)" "$C/answers" "$C/signing_key" | grep -c 'as raw')" 2 'the access key is found in URLs'
ok 'the log has parameters' grep -q "parameters: .*parameter-$$" "$C/postgres.log"
ok 'the log has the plans of nested statements' grep -q '"Relation Name": "signing_key"' "$C/postgres.log"
ok 'pg_stat_activity was sampled' grep -q pgfiles.run_worker "$C/activity"
is "$(sql secret -c 'select count(distinct credential_profile) from pgfiles.signing_key')" 2 'keys of two profiles were derived'

for place in "${places[@]}"; do
    is "$(find_in "$secrets" "$place")" '' "no secret key in ${place##*/}"
    is "$(find_in "$keys" "$place")" '' "no signing key in ${place##*/}"
done
# What a URL or a form was signed with lets anybody in while it lives: the log has plans, but no answers.
like "$(cat "$C/answers")" 'X-Amz-Signature=[0-9a-f]{64}' 'the answers have signatures'
is "$(grep -ciE 'x-amz-signature(=|"|[^a-z]{1,9})[0-9a-f]{64}' "$C/postgres.log" || true)" 0 'the log has none of them'
# Not even on PostgreSQL's disk: tables, indexes, WAL, statistics.
mapfile -t files < <(find "$C/data" -type f)
is "$(find_in "$secrets" "${files[@]}")" '' 'no secret key in any file of the cluster'
like "$(cat "$C/answers")" 'permission denied for table signing_key' 'who uses the API cannot read signing keys'

# What the other suites have left behind in the stack itself.
stack() { PGOPTIONS='' "$PG_BIN/psql" -X -A -t "$@"; }
stack -c 'select * from pg_stat_statements' >"$C/stack_statements"
"$PG_BIN/pg_dump" >"$C/stack_dump"
stack_keys=$(stack -c "select 'signing_key_' || row_number() over () || ' ' || encode(signing_key, 'hex') from pgfiles.signing_key")
is "$(find_in "$secrets"$'\n'"$stack_keys" "$C"/stack_* "$POSTGRES_LOG")" '' 'and neither in dump, statements and log of the stack'
done_testing

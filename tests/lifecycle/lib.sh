# shellcheck shell=bash disable=SC2034
# Sourced by the life-cycle tests: clusters of their own below .dev/life, beside the S3 server of the
# stack "test" (or LIFE_STACK), and a few TAP verbs. A test that fails leaves its folder behind for a look at it.
# shellcheck source=../stack/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../stack/lib.sh"
load_settings
LIFE_STACK=${LIFE_STACK:-test}
[ -r "$DEV/$LIFE_STACK/env" ] || fail "the stack is not up: tests/stack/up $LIFE_STACK"
set -a
# shellcheck source=/dev/null
. "$DEV/$LIFE_STACK/env"
set +a
# What these tests run by pg_prove is not counted as theirs.
unset PERL_TEST_HARNESS_DUMP_TAP
LIFE=$DEV/life
APP_SITE=5eed0000-0000-4000-8000-000000000001 # alice may change it, see app.sql
ALICE='{"role":"authenticated","user":{"organization_id":"acme","user_id":"1","role":"org_client"}}'

# --- TAP --------------------------------------------------------------------------------------------
TESTS=0 FAILURES=0
result() {
    TESTS=$((TESTS + 1))
    if [ "$1" = 0 ]; then printf 'ok %d - %s\n' "$TESTS" "$2"; else
        FAILURES=$((FAILURES + 1))
        printf 'not ok %d - %s\n' "$TESTS" "$2"
        diag "failed: $2"
    fi
}
# Of tests that run at the same time each line says whose it is.
TEST=$(basename "$0" .t)
diag() { printf '# %s: %s\n' "$TEST" "${*//$'\n'/$'\n'# $TEST: }" >&2; }
fail() {
    diag "$*"
    exit 1
}
# ok WHAT COMMAND...: the command succeeds.
ok() {
    local what=$1 status=0
    shift
    "$@" >/dev/null 2>&1 || status=1
    result "$status" "$what"
}
# is GOT WANTED WHAT
is() {
    if [ "$1" = "$2" ]; then result 0 "$3"; else
        result 1 "$3"
        diag "got:    ${1:0:2000}"
        diag "wanted: ${2:0:2000}"
    fi
}
# like GOT PATTERN WHAT: an extended regular expression.
like() {
    if [[ $1 =~ $2 ]]; then result 0 "$3"; else
        result 1 "$3"
        diag "got:         ${1:0:2000}"
        diag "no match of: $2"
    fi
}
done_testing() { printf '1..%d\n' "$TESTS"; }

# until_true WHAT COMMAND...: waits for what is certain to come; a minute without it ends the test.
until_true() {
    local what=$1 end=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || fail "no success within a minute: $what"
        sleep 0.1
    done
}

# alone: of tests that change rows of the stack's own database one at a time.
alone() {
    mkdir -p "$LIFE"
    exec 8>"$LIFE/alone.lock"
    flock 8
}

# another_postgrest FOLDER SCHEMAS: a PostgREST beside the stack's, with other schemas; its address is in API.
another_postgrest() {
    API=http://127.0.0.1:$(free_port)
    sed -E "s#^server-port = .*#server-port = ${API##*:}#; s#^db-schemas = .*#db-schemas = \"$2\"#; /^admin-server-port = /d" \
        "$POSTGREST_CONFIG" >"$1/postgrest.conf"
    in_background "$POSTGREST" "$1/postgrest.conf" >"$1/postgrest.log" 2>&1
    another_answers() { [[ $(http_status "$API/") =~ ^(200|401)$ ]]; }
    until_true 'the other PostgREST answers' another_answers
}

# --- clusters ---------------------------------------------------------------------------------------
# CLUSTER_ENV: VARIABLE=VALUE for the servers, if a test wants others.
CLUSTERS=() PROCESSES=() CLUSTER_ENV=()
clean_up() {
    local status=$? name pid
    for pid in "${PROCESSES[@]}"; do kill "$pid" 2>/dev/null || true; done
    for name in "${CLUSTERS[@]}"; do stop_cluster "$name" || true; done
    if [ "$status" = 0 ] && [ "$FAILURES" = 0 ]; then
        for name in "${CLUSTERS[@]}"; do rm -rf "${LIFE:?}/$name"; done
    fi
}
trap clean_up EXIT

# in_background COMMAND...: a process that ends with the test; its id is in $!.
in_background() {
    "$@" &
    PROCESSES+=($!)
}

# pg_control NAME PG_CTL-ARGUMENT...: with nothing of the caller's environment but the credentials file
# of the cluster. A server takes its time zone and credentials from there.
pg_control() {
    local c=$LIFE/$1
    shift
    (cd / && as_cluster_user env -i PATH="$PATH" LANG=C.UTF-8 HOME="$c" AWS_EC2_METADATA_DISABLED=true \
        AWS_SHARED_CREDENTIALS_FILE="$c/aws/credentials" AWS_CONFIG_FILE="$c/aws/config" "${CLUSTER_ENV[@]}" \
        "$PG_BIN/pg_ctl" "$@" -s -w -t 60 -D "$c/data" </dev/null >>"$c/postgres.log" 2>&1)
}
stop_cluster() { [ ! -f "$LIFE/$1/data/postmaster.pid" ] || pg_control "$1" stop -m immediate; }
start_cluster() { pg_control "$1" start || { tail -n 20 "$LIFE/$1/postgres.log" >&2; fail "the cluster $1 did not start"; }; }

# new_folder NAME: the place of a cluster, with a copy of the stack's credentials. What an earlier run
# left there is removed. The first one of a test brings a bucket of the test's own, for several tests run at a time.
new_folder() {
    local c=$LIFE/$1
    mkdir -p "$LIFE"
    if [ ${#CLUSTERS[@]} = 0 ]; then
        S3_BUCKET=life-$1 S3_FOLDER=${S3_FOLDER%/*}/life-$1
        rm -rf "$S3_FOLDER"
        as_cluster_user mkdir "$S3_FOLDER"
    fi
    stop_cluster "$1" || true
    rm -rf "$c"
    CLUSTERS+=("$1")
    install -d -m 0700 -o "$CLUSTER_USER" "$c" "$c/aws"
    install -m 0600 -o "$CLUSTER_USER" "$S3_CREDENTIALS_FILE" "$c/aws/credentials"
    install -m 0600 -o "$CLUSTER_USER" "$(dirname "$S3_CREDENTIALS_FILE")/config" "$c/aws/config"
    install -m 0600 -o "$CLUSTER_USER" /dev/null "$c/postgres.log"
}

# new_cluster NAME [LINES OF postgresql.conf]: makes and starts a cluster that listens on a socket only.
new_cluster() {
    local c=$LIFE/$1
    new_folder "$1"
    (cd / && as_cluster_user env -i PATH="$PATH" LANG=C.UTF-8 "$PG_BIN/initdb" -D "$c/data" -U postgres --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync --auth=trust </dev/null >"$c/initdb.log" 2>&1) || fail "initdb failed, see $c/initdb.log"
    # As after pgfiles.archive_classes(), in the stack: each session that calls Java begins with a third less to do.
    local archive=$DEV/$LIFE_STACK/data/pgfiles.jsa
    [ ! -f "$archive" ] || install -m 0400 -o "$CLUSTER_USER" "$archive" "$c/data/"
    cluster_conf "$1" "${2:-}"
    start_cluster "$1"
}
# Sessions here end before C2's code would serve them; to compile it takes half of a worker's CPU.
cluster_conf() {
    may_read "$LIFE/$1/aws/-" >"$LIFE/$1/local.policy"
    cat >"$LIFE/$1/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$LIFE/$1'
port = 5432
fsync = off
max_connections = 30
include_if_exists '$PRIVATE_SHARE/pgfiles/pgfiles.conf'
$(sed -nE "s/^((pljava|pgfiles)\.vmoptions = '.*)'$/\1 -XX:TieredStopAtLevel=1'/p" "$PRIVATE_SHARE/pgfiles/pgfiles.conf")
pljava.libjvm_location = '$JAVA_HOME/lib/server/libjvm.so'
$(policy_setting "$LIFE/$1/local.policy")
log_line_prefix = '%m [%p] '
${2:-}
END
}

# sql NAME[/DATABASE] [PSQL-ARGUMENT...]: bare rows; what fails ends the test, unless it is caught.
sql() {
    local name=${1%%/*} database=app
    case $1 in */*) database=${1#*/} ;; esac
    shift
    PGOPTIONS='-c client_min_messages=error' "$PG_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 \
        -h "$LIFE/$name" -p 5432 -U postgres -d "$database" "$@"
}
# What of a dump is the same in every database: not its token, nor the numbers of entities' tables.
portable() { sed -E -e '/^\\(un)?restrict /d' -e '/^COPY pgfiles.entity_type /,/^\\[.]$/s/\t[^\t]*$//'; }
# as_alice NAME[/DATABASE] SQL: as PostgREST calls for a user of the organization acme.
as_alice() { sql "$1" <<<"set role authenticated; set request.jwt.claims = '$ALICE'; $2"; }

# new_app NAME: the database app with pgfiles and the sample application, as in the stack.
new_app() {
    sql "$1/postgres" -c 'create database app'
    sql "$1" -v s3_endpoint="$S3_ENDPOINT" -v bucket="$S3_BUCKET" -v region="$S3_REGION" \
        -v authenticator_password=unused -c 'create extension pgfiles cascade' -c 'create extension pgfiles_compat' -f "$STACK_DIR/app.sql" \
        2>>"$LIFE/$1/psql.log" || { tail -n 20 "$LIFE/$1/psql.log" >&2; fail "no application in $1"; }
}

# --- what clients do --------------------------------------------------------------------------------
# photo: the path of a small JPEG with GPS, drawn once.
photo() {
    local file=$LIFE/photo.jpg
    mkdir -p "$LIFE"
    # Renamed, for another test may draw it, too.
    [ -f "$file" ] || { "$JAVA_HOME/bin/java" -cp "$ROOT/pljava-functions/target/test-classes:$ROOT/pljava-functions/target/pgfiles.jar" \
        org.pgfiles.media.TestPhotos "$file.$$.jpg" 640 480 >/dev/null && mv "$file.$$.jpg" "$file"; }
    printf '%s' "$file"
}

# put FILE REQUEST: sends a file as a signed request (JSON) says; prints the HTTP status.
put() {
    local headers=()
    mapfile -t headers < <(jq -r '.headers // {} | to_entries[] | "-H\n\(.key): \(.value)"' <<<"$2")
    curl --noproxy '*' -sS -m 20 -o /dev/null -w '%{http_code}' -T "$1" "${headers[@]}" "$(jq -r .url <<<"$2")"
}
# upload_request NAME FILE-NAME: a signed upload of the photo for alice, as JSON.
upload_request() {
    as_alice "$1" "select to_jsonb(u) from files.generate_upload_url('site', '$APP_SITE', '$2', 'image/jpeg',
        $(stat -c %s "$(photo)")) u"
}
# upload NAME FILE-NAME: alice uploads the photo and confirms; prints the file's id.
upload() {
    local request status file
    request=$(upload_request "$1" "$2")
    file=$(jq -r .file_id <<<"$request")
    status=$(put "$(photo)" "$request")
    [ "$status" = 200 ] || fail "PUT answered $status"
    as_alice "$1" "select from files.confirm_upload('$file')" >/dev/null
    printf '%s' "$file"
}
# objects NAME FILE-ID: the names of what the store has of a file, without the digests in those of variants.
objects() {
    local key
    key=$(sql "$1" -c "select s3_original_key from pgfiles.file where id = '$2'")
    find "$S3_FOLDER/${key%/*}" -type f -printf '%f\n' | sed -E 's/-([0-9a-f]{8}){1,2}\././' | sort | paste -sd ' '
}
# listen NAME CHANNEL: from now on. announced FILE-ID...: for each, how often, and its status.
listen() {
    local said=$LIFE/$1/announced
    coproc LISTENER { sql "$1" >"$said" 2>&1; }
    printf 'listen %s;\nselect 1;\n' "$2" >&"${LISTENER[1]}"
    ANNOUNCED=$said
    until_true 'somebody listens' grep -q 1 "$said"
}
announced() {
    local end=$RANDOM$RANDOM file
    printf "select 'end %s';\n" "$end" >&"${LISTENER[1]}"
    until_true 'the listener answers' grep -q "end $end" "$ANNOUNCED"
    for file; do
        printf '%s %s\n' "$(grep -c "$file" "$ANNOUNCED")" \
            "$(grep "$file" "$ANNOUNCED" | sed -E 's/.*"status": "([a-z]+)".*/\1/' | sort -u)"
    done
}
# work NAME: does what is due, and ends.
work() { sql "$1" -c 'call pgfiles.run_worker(max_seconds => 0)'; }
# stored NAME: loads what is in the bucket of a test, but for what pgfiles and the store keep there for themselves, into app.stored. Then these
# are what nobody knows, and what is missing.
stored() {
    find "$S3_FOLDER" -type f -printf '%P\n' | grep -vE '^[.]pgfiles/|[.]mpus-' >"$LIFE/$1/stored" || true
    chmod a+rx "$LIFE/$1"
    sql "$1" <<END
create table if not exists app.stored (key text);
truncate app.stored;
\\copy app.stored from '$LIFE/$1/stored'
END
}
# Of the store's objects those that no row and no line is about.
left_behind() {
    sql "$1" -c "select s.key from app.stored s where not exists (
            select from pgfiles.file f where s.key = any (pgfiles.object_keys(f)))
        and not exists (
            select from pgfiles.doomed_object d where s.key = d.s3_key or d.is_prefix and starts_with(s.key, d.s3_key))"
}
# Of the objects of ready files, in the trash or not, those that the store has not.
lost() {
    sql "$1" -c "select k from pgfiles.file f cross join unnest(pgfiles.kept_keys(f)) k
        where f.status = 'ready' and not exists (select from app.stored s where s.key = k)"
}

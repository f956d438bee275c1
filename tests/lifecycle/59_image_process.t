#!/usr/bin/env bash
# One poisonous file hurts one file: a native decoder that crashes takes neither the server along nor the files beside it, and its own is
# made smaller by the JDK. With the setting image_process = server it takes all along, by which one sees that it really crashes.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
S=$LIFE/imageprocess
new_cluster imageprocess
new_app imageprocess
value() { sql imageprocess -c "select $1"; }

mkdir "$S/lib"
cc -shared -fPIC -Wall -Werror -o "$S/lib/libturbojpeg.so.0" "$(dirname "${BASH_SOURCE[0]}")/crashing-decoder.c" \
    -Wl,--no-as-needed -l:libturbojpeg.so.0 || fail 'tests/stack/install has gcc, libc6-dev and libturbojpeg0'
chmod -R a+rX "$S/lib"
# As an administrator names a library that is in no usual place.
OPTIONS=$([ "$RUNTIME" = pljava ] && echo pljava.vmoptions || echo pgfiles.vmoptions)
OLD=$(value "current_setting('$OPTIONS')") # Both are read at a session's first call.
printf "%s = '%s -Djna.library.path=%s'\n" "$OPTIONS" "$OLD" "$S/lib" >>"$S/data/postgresql.conf"
value 'pg_reload_conf()' >/dev/null
sql imageprocess -c "insert into pgfiles.setting values ('image_backend', 'turbojpeg')"
is "$(sql imageprocess -c "select subject, is_ok from files.doctor() where code = 'image_backend'")" \
    $'image process|t\nimage back end turbojpeg|t\nimage back end jdk|t' 'the doctor finds the library, in a process of its own'

work imageprocess # Derives signing keys.

# drawn WIDTH: a photo that is so wide.
drawn() {
    PHOTO=$S/$1.jpg
    "$JAVA_HOME/bin/java" -cp "$ROOT/pljava-functions/target/test-classes:$ROOT/pljava-functions/target/pgfiles.jar" \
        org.pgfiles.media.TestPhotos "$PHOTO" "$1" 480 >/dev/null
}
photo() { printf '%s' "$PHOTO"; }
# sent NAME WIDTH: uploads one; its id is added to FILES.
FILES=()
sent() {
    local request
    drawn "$2"
    request=$(upload_request imageprocess "$1.jpg")
    put "$PHOTO" "$request" >/dev/null
    FILES+=("$(jq -r .file_id <<<"$request")")
}
confirm() {
    as_alice imageprocess "select from files.confirm_uploads('{$(IFS=,; printf '%s' "${FILES[*]}")}'::uuid[])" >/dev/null
    FILES=()
}
# became PATTERN: name, status, number of thumbnails, and what is odd, of those whose name is like that.
became() {
    value "string_agg(concat_ws(' ', file_name, status, status_reason,
        (select count(*) from jsonb_object_keys(variants) n where n ~ '^thumbnail_'), status_detail), E'\n' order by file_name)
        from pgfiles.file where file_name ~ '$1'"
}
is_done() { [ "$(value 'count(*) from pgfiles.job where died_at is null')" = 0 ]; }
# The processes of this cluster alone.
processes() { pgrep -f -- "-Djna.library.path=$S/lib .*org.pgfiles.imageprocess.ImageProgram" || true; }
is_idle() { [ -n "$(processes)" ] && is_done; }

# What must not be touched: the server, and a session beside the worker.
STARTED=$(value 'pg_postmaster_start_time()')
coproc BESIDE { sql imageprocess 2>&1; }
PROCESSES+=("$BESIDE_PID")
beside() {
    printf 'select pg_backend_pid();\n' >&"${BESIDE[1]}"
    local pid=gone
    IFS= read -r -t 10 pid <&"${BESIDE[0]}" || true
    printf '%s' "${pid:-gone}"
}
NEIGHBOUR=$(beside)

in_background sql imageprocess -c 'call pgfiles.run_worker(max_seconds => 600)' >"$S/worker.log" 2>&1
sent good1 640
sent poison1 641
sent good2 640
sent poison2 642
sent good3 640
confirm
until_true 'all are done' is_done
is "$(became '^good')" $'good1.jpg ready 3\ngood2.jpg ready 3\ngood3.jpg ready 3' 'photos beside one that crashes the decoder have their thumbnails'
like "$(became '^poison1')" '^poison1.jpg ready 3 the JDK had to do it, because the process of turbojpeg was ended by signal [0-9]+$' \
    'one that crashes it has them from the JDK, and says so'
like "$(became '^poison2')" '^poison2.jpg ready 3 the JDK had to do it, because the process of turbojpeg was ended by signal 6$' 'so has one that has it abort'
is "$(value 'max(attempts) from pgfiles.job')" '' 'no job is left'

# Killed from outside, in the middle of a file.
sent before 640
confirm
until_true 'a process waits for work' is_idle
processes | xargs kill -STOP
sent victim 640
confirm
begun() { [ "$(value "count(*) from pgfiles.file where status = 'processing'")" = 1 ]; }
until_true 'a worker has it' begun
sleep 1
processes | xargs kill -9
until_true 'it is done' is_done
is "$(became '^victim')" 'victim.jpg ready 3 the JDK had to do it, because the process of turbojpeg was ended by signal 9' \
    'a process that is killed in the middle of a file costs that file its faster decoder'
sent after 640
confirm
until_true 'it is done' is_done
is "$(became '^after')" 'after.jpg ready 3' 'and the next one has a new process'

is "$(value 'pg_postmaster_start_time()')" "$STARTED" 'the server was not started anew'
is "$(beside)" "$NEIGHBOUR" 'the session beside it is still there'
is "$(grep -c 'terminated by signal\|terminating any other active server processes' "$S/postgres.log" || true)" 0 'no session of the server crashed'

# The end of a worker is the end of its processes.
until_true 'a process waits for work' is_idle
value "pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pgfiles worker'" >/dev/null
no_process() { [ -z "$(processes)" ]; }
ok 'no process outlives its worker' until_true 'they are gone' no_process

# In the server's own process the same file takes everybody along, where the policy lets it be there.
[ "$RUNTIME" = bridge ] || cat "$PRIVATE_SHARE/pgfiles/pgfiles-native.policy" >>"$S/local.policy"
sql imageprocess -c "insert into pgfiles.setting values ('image_process', 'server')"
sent server 642
confirm
work imageprocess >"$S/crash.log" 2>&1 || true
# The worker's client knows before the server does.
until_true 'the server has ended all sessions' grep -q 'all server processes terminated; reinitializing' "$S/postgres.log"
like "$(beside)" '^(gone|server closed the connection unexpectedly)$' 'in the server'"'"'s process the same decoder ends all sessions'
like "$(cat "$S/postgres.log")" 'terminating any other active server processes' 'and has the server start anew'
done_testing

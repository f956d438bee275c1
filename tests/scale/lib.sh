# shellcheck shell=bash
# Sourced by the test and the benchmark of how costs grow: a server with databases in which every call is counted.
# shellcheck source=../lifecycle/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lifecycle/lib.sh"
SCALE_DIR=$ROOT/tests/scale
ROLES=(authenticated api_service_idp none)

# scale_server: one that analyzes nothing by itself, with a database as it is when pgfiles was installed, and app for the results. Parallel
# workers would count for themselves.
scale_server() {
    new_cluster scale "autovacuum = off
max_parallel_workers_per_gather = 0
jit = off
full_page_writes = off
max_wal_size = 4GB
shared_buffers = 512MB
track_functions = all
search_path = 'files, public'"
    new_app scale
    sql scale -f "$SCALE_DIR/count.sql" -f "$SCALE_DIR/fill.sql" -f "$SCALE_DIR/life.sql" -f "$SCALE_DIR/calls.sql" -f "$SCALE_DIR/known.sql" \
        -c 'call scale.look_for_relations()' -c 'select from pgfiles.refresh_signing_keys()' -c 'select pgfiles.probe_buckets()' >/dev/null
    sql scale/postgres -c 'create database installed template app'
}

# Sessions that stay open, one for each role, since a plan is kept for a role only.
declare -A TO_SESSION FROM_SESSION
open_sessions() {
    local role to from pipe=$LIFE/scale/pipe
    session() { sql "scale/$1" <"$pipe.to" >"$pipe.from" 2>&1; }
    for role in "${ROLES[@]}"; do
        rm -f "$pipe".{to,from}
        mkfifo "$pipe".{to,from}
        in_background session "$1"
        exec {to}>"$pipe.to" {from}<"$pipe.from"
        TO_SESSION[$role]=$to FROM_SESSION[$role]=$from
    done
}
close_sessions() {
    local role to from
    for role in "${ROLES[@]}"; do
        to=${TO_SESSION[$role]} from=${FROM_SESSION[$role]}
        printf '\\q\n' >&"$to"
        cat <&"$from"
        exec {to}>&- {from}<&-
    done
}
# in_session ROLE STATEMENT: and what it says.
in_session() {
    local line
    printf '%s;\n\\echo --done--\n' "$2" >&"${TO_SESSION[$1]}"
    while read -r line <&"${FROM_SESSION[$1]}" || fail 'a session ended'; do
        [ "$line" != --done-- ] || break
        printf '%s\n' "$line"
    done
}
# each_call DATABASE FORMAT [CALLERS]: of a statement with the name and the caller, in the session of the caller's role.
each_call() {
    local role statement
    while IFS=$'\t' read -r role statement; do
        in_session "$role" "$statement"
    done < <(sql "scale/$1" -F $'\t' -c "select role, format('$2', call, caller) from scale.${3:-each_call} order by number")
}

# count_calls FILES SOME: counts every call in every state of the statistics, in databases that grow to so many files; batches and pages
# are of so many. The results are in the database app.
count_calls() {
    local state
    for state in kept young never; do
        sql scale/postgres -c "create database $state template installed"
        sql "scale/$state" -c "call scale.first_hour($([ "$state" = never ] && echo false || echo true))" >/dev/null
        if [ "$state" = kept ]; then
            sql scale/kept -c 'call scale.give(2)' >/dev/null
            open_sessions kept
            each_call kept 'call scale.warm(%L, %L)' one_for_each_role
        fi
        sql "scale/$state" -c "call scale.grow($1)" -c "call scale.give($2)" -c 'select pg_stat_reset()' >/dev/null
        [ "$state" = kept ] || open_sessions "$state"
        count_state "$state" "$state"
        if [ "$state" = never ]; then
            sql scale/never -c 'vacuum analyze'
            open_sessions never
            count_state never fresh
            copy_from never 'select * from scale.given' scale.given
            copy_from never "select c.oid::regclass from pg_class c where c.relnamespace = 'pgfiles'::regnamespace and c.reltuples > 250" scale.is_filled
        fi
        copy_from "$state" 'select * from scale.result' scale.result
        copy_from "$state" 'select * from scale.reached()' scale.is_reached
        sql scale/postgres -c "drop database $state"
    done
}
count_state() {
    each_call "$1" "set statement_timeout = ''60s''; call scale.count(%L, %L, ''$2'')"
    close_sessions
}
copy_from() { sql "scale/$1" -c "copy ($2) to stdout" | sql scale -c "copy $3 from stdin"; }

# live UPLOADS: so many in the database life.
live() {
    sql scale/postgres -c 'create database life template installed'
    sql scale/life -c 'call scale.prepare_life()' -c "call scale.live($1)" >/dev/null
}
# tests DATABASE FUNCTION: each row of a function is one.
tests() {
    local status is_ok name diagnosis rows
    rows=$(sql "scale/$1" -c "copy (select * from scale.$2()) to stdout")
    while IFS=$'\t' read -r is_ok name diagnosis; do
        status=0
        [ "$is_ok" = t ] || status=1
        result "$status" "$name"
        [ "$is_ok" = t ] || diag "$name"$'\n'"${diagnosis//\\n/$'\n'}"
    done <<<"$rows"
}

#!/usr/bin/env bash
# pgfiles.file can be partitioned by its id, which is time: nothing in the schema forbids it, and the suites pass. Nobody is offered
# it yet; the test keeps the way open.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
NEW=$(sed -n "s/^default_version = '\(.*\)'/\1/p" "$ROOT/extension/pgfiles.control")

# The same install script with two partitions, until a moment long ago and since; storage parameters are theirs.
script=$PRIVATE_SHARE/extension/pgfiles--partitioned.sql
remove_script() { rm -f "$script"; }
trap 'remove_script; clean_up' EXIT
perl -0pe 's/^(create table pgfiles\.file \(\n.*?^\));/$1 partition by range (id);
create schema partition;
create table partition.file_before partition of pgfiles.file for values from (minvalue) to (\x2701800000-0000-7000-8000-000000000000\x27);
create table partition.file_since partition of pgfiles.file for values from (\x2701800000-0000-7000-8000-000000000000\x27) to (maxvalue);/ms or die;
    s/^alter table pgfiles\.file set (\(fillfactor = \d+\);)$/alter table partition.file_before set $1 alter table partition.file_since set $1/m or die' \
    "$PRIVATE_SHARE/extension/pgfiles--$NEW.sql" >"$script"

new_cluster partitions
sql partitions/postgres -c 'create database app'
create="create extension pgfiles version 'partitioned' cascade"
is "$(sql partitions -c "$create" 2>&1 | grep ERROR)" '' 'it can be created'
is "$(sql partitions -c "select count(*) from pg_inherits where inhparent = 'pgfiles.file'::regclass")" 2 'with partitions'
# The suites know the bucket by its name, and need no store.
sql partitions -v s3_endpoint="$S3_ENDPOINT" -v bucket=pgfiles -v authenticator_password=unused \
    -c 'create extension pgfiles_compat' -c 'create extension pgtap' -f "$STACK_DIR/app.sql" >>"$LIFE/partitions/psql.log" 2>&1 ||
    { tail "$LIFE/partitions/psql.log" >&2; fail 'no application'; }
# All but those that look for the names of indexes in plans or count what a table reads, since partitions have indexes and counters of
# their own, and the one that finds what was changed by hand, as this was.
mapfile -t suites < <(cd "$ROOT" && grep -LE 'file_by_(perceptual_hash|organization)|pgfiles\.drift|n_tup_hot_upd|file_by_content' tests/pgtap/*.sql)
is "$((${#suites[@]} + 5))" "$(find "$ROOT/tests/pgtap" -name '*.sql' | wc -l)" 'all suites but five'
answer=$(cd "$ROOT" && PGHOST=$LIFE/partitions PGPORT=5432 PGUSER=postgres PGDATABASE=app PATH=$PG_BIN:$PATH pg_prove "${suites[@]}" 2>&1) ||
    diag "$answer"
like "$(tail -n 1 <<<"$answer")" 'Result: PASS' 'the pgTAP suites pass'
done_testing

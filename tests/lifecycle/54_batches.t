#!/usr/bin/env bash
# Three batches of ten thousand uploads at once, over the same entities in opposite order, while somebody else looks at lists: no
# deadlock, no failure, each item answered once, and nobody waits for a stranger's batch.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
B=$LIFE/batches
new_cluster batches
new_app batches
value() { sql batches -c "select $1"; }
sql batches >/dev/null <<END
select from pgfiles.refresh_signing_keys();
insert into pgfiles.setting values ('user_calls_per_minute', '0');
insert into app.site (id, organization_id, name)
select ('ba7c0000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'acme', 'site' from generate_series(1, 100) n;
END

# batch USER ORDER: what became of the items, by a user of his own. Every thousandth is too large.
batch() {
    sql batches <<END
set role authenticated;
set request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"acme","user_id":"$1"}}';
set statement_timeout = '5min';
select string_agg(code || ' ' || items, ', ' order by code) from (
    select coalesce(u.error ->> 'code', 'signed') as code, count(*) as items
    from files.generate_upload_urls((
        select jsonb_agg(jsonb_build_object('entity_type', 'site', 'entity_id', 'ba7c0000-0000-4000-8000-' || lpad((1 + n % 100)::text, 12, '0'),
            'file_name', n || '.jpg', 'file_type', 'image/jpeg', 'file_size', case n % 1000 when 0 then 1e15 else 1 end) order by n $2)
        from generate_series(1, 10000) n)) u
    group by 1) outcome;
END
}
# lists: the newest files of the organization, with a URL each, over and over; prints how often, and what went wrong.
lists() {
    local n=0
    while [ ! -f "$B/done" ]; do
        as_alice batches "set statement_timeout = '30s'; select count(l.url) from (select files.download_url(f) as url from files.files f
            order by f.created_at desc limit 50) l" >>"$B/lists" 2>&1 || true
        n=$((n + 1))
    done
    printf '%s lists\n' "$n"
}
in_background lists >"$B/listed"
LISTS=$!
batch 11 asc >"$B/batch1" 2>&1 &
ONE=$!
batch 12 desc >"$B/batch2" 2>&1 &
TWO=$!
batch 13 asc >"$B/batch3" 2>&1 &
THREE=$!
# A colleague's upload of one file of the same site, in the middle of them.
like "$(as_alice batches "set statement_timeout = '30s'; select u.url from files.generate_upload_url('site',
    'ba7c0000-0000-4000-8000-000000000001', 'x.jpg', 'image/jpeg', 1) u")" 'X-Amz-Signature' 'an upload of somebody else does not wait for them'
wait "$ONE" "$TWO" "$THREE"
touch "$B/done"
wait "$LISTS"
is "$(cat "$B/batch1" "$B/batch2" "$B/batch3")" "$(printf 'PT413 10, signed 9990\n%.0s' 1 2 3)" 'each batch is answered item by item'
is "$(value "count(*) from pgfiles.file where owner_id in ('11', '12', '13')")" 29970 'and all files are there, once'
is "$(grep -v '^[0-9]*$' "$B/lists")" '' 'lists meanwhile never failed'
is "$(grep -cE 'deadlock detected|subtransaction|ERROR' "$B/postgres.log")" 0 'nor does the log know of any trouble'
# Their files are confirmed in opposite order, by an admin of the organization and by themselves.
confirm() {
    sql batches <<END
set role authenticated;
set request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"acme","user_id":"$1","role":"$2"}}';
select count(*) || ' ' || coalesce(c.status, c.error ->> 'code')
from files.confirm_uploads(array(select f.id from files.files f where f.owner_id = '${4:-11}' order by f.id $3 limit 10000)) c
group by coalesce(c.status, c.error ->> 'code');
END
}
confirm 9 org_admin desc >"$B/confirm1" 2>&1 &
ONE=$!
confirm 11 org_client asc >"$B/confirm2" 2>&1 &
TWO=$!
wait "$ONE" "$TWO"
is "$(cat "$B/confirm1" "$B/confirm2")" $'9990 uploaded\n9990 uploaded' 'two who confirm the same files get one answer'
is "$(value "count(*) from pgfiles.job")" 9990 'and each file has one job'
# The store says that they have arrived, in the opposite order, while they are confirmed.
confirm 12 org_client asc 12 >"$B/confirm3" 2>&1 &
ONE=$!
sql batches -c "select from (select array_agg(b.s3_bucket) as buckets, array_agg(f.s3_original_key order by f.id desc) as keys
    from pgfiles.file f join pgfiles.bucket b on b.name = f.bucket where f.owner_id = '12') o, pgfiles.mark_arrived(o.buckets, o.keys)" >"$B/arrived" 2>&1 || true
wait "$ONE"
is "$(cat "$B/confirm3" "$B/arrived" | tr -d '\n')" '9990 uploaded' 'who confirms and the store that notifies do not get in each other'"'"'s way'
is "$(grep -c 'deadlock detected' "$B/postgres.log")" 0 'whatever the order'
# --- what is written into functions, changed by two at once -----------------------------------------
# at_once TABLE FIRST SECOND: the second statement while the transaction of the first is open; prints what went wrong.
at_once() {
    local first
    sql batches -c begin -c "$2" -c 'select pg_sleep(2)' -c commit >/dev/null 2>"$B/first" &
    first=$!
    until_true "the first has changed $1" sql batches -c "do \$\$ begin assert exists (select from pg_locks where locktype = 'advisory' and classid = 0
        and objid = '$1'::regclass::oid); end \$\$"
    sql batches -c "$3" 2>"$B/second" || true
    wait "$first"
    cat "$B/first" "$B/second"
}
is "$(at_once pgfiles.setting "insert into pgfiles.setting values ('batch_max', '77')" "insert into pgfiles.setting values ('dead_letter_retention', '9 days')")" '' \
    'two who change settings at once wait for each other'
is "$(value "pgfiles.setting('batch_max') || ' ' || pgfiles.setting('dead_letter_retention')")" '77 9 days' 'and both hold'
FIRST_FILE=00000000-0000-0000-0000-000000000000
sql batches -c "insert into pgfiles.bucket (name, s3_bucket) values ('one', 'one'), ('two', 'two')" -c "insert into pgfiles.moving_bucket values ('one', '$FIRST_FILE')"
is "$(at_once pgfiles.moving_bucket "delete from pgfiles.moving_bucket where bucket = 'one'" "insert into pgfiles.moving_bucket values ('two', '$FIRST_FILE')")" '' \
    'as one bucket ends to move its moments of capture another may begin'
is "$(value 'pgfiles.shown_moment(now(), true) is null')" t 'and is masked meanwhile'
done_testing

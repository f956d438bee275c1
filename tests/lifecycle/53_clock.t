#!/usr/bin/env bash
# The server's clock goes a day ahead, and back. libfaketime moves it for PostgreSQL alone; a JVM comes to a crawl under it, so the steps of
# a worker are called one by one here, without Java.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
C=$LIFE/clock
faketime=$(compgen -G '/usr/lib/*/faketime/libfaketime.so.1') || {
    echo '1..0 # SKIP no libfaketime (Debian package faketime)'
    exit
}
new_cluster clock
new_app clock
value() { sql clock -c "select $1"; }
sql clock -c 'select from pgfiles.refresh_signing_keys()'
stop_cluster clock
# clock OFFSET: from the next second on.
clock() {
    printf '%s\n' "$1" >"$C/offset"
    is_moved() { [ "$(value "round(extract(epoch from now()) - $(date +%s)) between ${1%d} * 86400 - 5 and ${1%d} * 86400 + 5")" = t ]; }
    until_true "the clock is at $1" is_moved "$1"
}
printf '+0d\n' >"$C/offset"
CLUSTER_ENV=(LD_PRELOAD="$faketime" FAKETIME_TIMESTAMP_FILE="$C/offset" FAKETIME_CACHE_DURATION=1 FAKETIME_DONT_FAKE_MONOTONIC=1)
start_cluster clock

# claimed: what a worker is given, as JSON. finished BATCH: its jobs went well.
claimed() { value 'pgfiles.claim_jobs(10)'; }
finished() {
    sql clock -v batch="$1" >/dev/null <<<"select pgfiles.finish_jobs(:'batch', (
        select jsonb_agg(j || '{\"outcome\":\"ready\"}') from jsonb_array_elements(:'batch'::jsonb -> 'jobs') j))"
}
jobs() { jq -r '[.jobs[].job_id] | join(" ")' <<<"$1"; }
sql clock -c "insert into pgfiles.job (kind) values ('no_op')"
today=$(claimed)
is "$(jobs "$today") $(claimed)" '1 ' 'a job is claimed once'

clock +1d
is "$(value "count(*) from pgfiles.signing_key where date = (now() at time zone 'UTC')::date")" 1 'a day ahead: there is a signing key for the new day'
tomorrow=$(claimed)
is "$(jobs "$tomorrow")" 1 'a day ahead: leases are over'
finished "$today"
is "$(value 'attempts from pgfiles.job')" 2 'a day ahead: whose lease is over has no say'
finished "$tomorrow"
is "$(value 'count(*) from pgfiles.job')" 0 'a day ahead: whose lease it is has'
is "$(value 'pgfiles.follow_clock()')" f 'a day ahead: nothing has to be moved'

# One that waits, one that comes back, and one whose worker dies.
sql clock >/dev/null <<'END'
insert into pgfiles.job (kind) values ('no_op'), ('no_op');
with batch as (select pgfiles.claim_jobs(1) as batch)
select pgfiles.put_back_jobs(jsonb_build_array(batch #> '{jobs,0}' || '{"outcome": "retry", "reason": "store_unavailable"}')) from batch;
select pgfiles.claim_jobs(1);
insert into pgfiles.job (kind) values ('no_op');
END
clock +0d
is "$(value 'count(*) from pgfiles.stuck')" 3 'set back: what is due tomorrow is stuck'
is "$(claimed)" '' 'set back: and not to be had'
is "$(value 'pgfiles.follow_clock()')" t 'set back: a worker sees it'
is "$(value '* from pgfiles.stuck')" '' 'set back: then nothing is stuck'
like "$(jobs "$(claimed)")" '^(2 )?4$' 'set back: what waits is done at once'
is "$(value "bool_and(greatest(run_at, leased_until) < now() + interval '16 minutes') from pgfiles.job")" t 'set back: and the rest in its time'
done_testing

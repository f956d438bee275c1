#!/usr/bin/env bash
# A hot standby by streaming replication signs: its keys are rows of the primary. What writes says so.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

new_cluster primary
new_app primary
sql primary -c 'select from pgfiles.refresh_signing_keys()'
file=$(upload primary photo.jpg)
work primary

new_folder standby
(cd / && as_cluster_user "$PG_BIN/pg_basebackup" -h "$LIFE/primary" -p 5432 -U postgres -D "$LIFE/standby/data" -R -X stream \
    -c fast --no-sync </dev/null >"$LIFE/standby/basebackup.log" 2>&1) || fail "pg_basebackup failed, see $LIFE/standby/basebackup.log"
cluster_conf standby
# It needs no credentials: what signs is in the signing keys.
rm "$LIFE/standby/aws/credentials"
start_cluster standby
is "$(sql standby -c 'select pg_is_in_recovery()')" t 'it is a standby'
# What happens on the primary from now on comes by streaming.
later=$(upload primary later.jpg)
work primary
arrived() { [ "$(sql standby -c "select status from pgfiles.file where id = '$later'")" = ready ]; }
until_true 'the file arrives at the standby' arrived

fetch() { curl --noproxy '*' -sS -m 20 "$1" | sha256sum; }
original=$(sha256sum <"$(photo)")
url=$(as_alice standby "select files.download_url(f) from files.files f where id = '$file'")
is "$(fetch "$url")" "$original" 'a computed column: the URL gives the photo'
url=$(as_alice standby "select url from files.generate_download_url('$file')")
is "$(fetch "$url")" "$original" 'generate_download_url: the URL gives the photo'
url=$(as_alice standby "select url from files.generate_download_urls(array['$file', '$later']::uuid[]) where item = 2")
is "$(fetch "$url")" "$original" 'generate_download_urls: the URL of a file that was uploaded later gives the photo'
url=$(as_alice standby "select files.thumbnail_small_url(f) from files.files f where id = '$file'")
like "$(curl --noproxy '*' -sS -m 20 -o /dev/null -w '%{http_code} %{content_type}' "$url")" '^200 image/jpeg' 'a thumbnail, too'
is "$(http_status "${url%?}$([ "${url: -1}" = 0 ] && echo 1 || echo 0)")" 403 'with another signature it does not'

# The same call gives the same URL on both within a window: here a day, in UTC. At its end another one begins.
stable="select url from files.generate_download_url('$file', stable_for => 86100)"
before=$(as_alice primary "$stable")
on_standby=$(as_alice standby "$stable")
after=$(as_alice primary "$stable")
like "$before" X-Amz-Signature= 'the primary signs'
if [ "$on_standby" = "$before" ]; then after=$before; fi
is "$on_standby" "$after" 'primary and standby give the same stable URL'

# Keys are there for as many days as the setting says, and when they are used up, it says what helps here.
is "$(sql standby -c "select count(*) from pgfiles.signing_key k join pgfiles.bucket b on b.is_default and b.region = k.region
    and k.date >= (now() at time zone 'UTC')::date")" 4 'keys for four days, today among them'
sql primary -c "insert into pgfiles.setting values ('signing_key_days', '7')" -c 'select from pgfiles.refresh_signing_keys()'
is "$(sql primary -c "select max(k.date) - (now() at time zone 'UTC')::date from pgfiles.signing_key k")" 6 'or for seven'
sql primary -c "update pgfiles.setting set value = '2' where name = 'signing_key_days'" -c 'select from pgfiles.refresh_signing_keys()'
is "$(sql primary -c "select max(k.date) - (now() at time zone 'UTC')::date from pgfiles.signing_key k")" 1 'or for two, and no others stay'
key_missing() { as_alice "$1" "select url from files.generate_download_url('$file')" 2>&1 || true; }
sql primary -c 'delete from pgfiles.signing_key'
gone() { [ "$(sql standby -c 'select count(*) from pgfiles.signing_key')" = 0 ]; }
until_true 'the standby has no key' gone
like "$(key_missing primary)" 'run: select pgfiles.refresh_signing_keys' 'without a key: what to do on the primary'
like "$(key_missing standby)" 'Signing key missing.*standby cannot store keys: promote it' 'and what on a standby'

# A write is refused before anything is signed.
refused() { as_alice standby "\\set VERBOSITY verbose
$1" 2>&1 || true; }
like "$(refused "select files.generate_upload_url(file_name => 'x.jpg', file_type => 'image/jpeg', file_size => 1)")" \
    '25006: cannot execute [A-Z]+ in a read-only transaction' \
    'an upload is refused: read-only transaction'
like "$(refused "select files.confirm_upload('$file')")" 25006: 'so is a confirmation'
like "$(sql standby -c 'call pgfiles.run_worker(max_seconds => 0)' 2>&1 || true)" 'run workers on the primary' 'and a worker'
done_testing

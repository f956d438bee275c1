#!/usr/bin/env bash
# Point-in-time recovery: what was confirmed after the moment that the database went back to is pending again, with its bytes in the
# store. One call takes it up.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

WAL=$LIFE/recovery.wal
rm -rf "$WAL"
mkdir -p "$LIFE"
install -d -m 0700 -o "$CLUSTER_USER" "$WAL"
new_cluster before "archive_mode = on
archive_command = 'cp %p $WAL/%f'"
new_app before
sql before -c 'select from pgfiles.refresh_signing_keys()'
new_folder recovered
(cd / && as_cluster_user "$PG_BIN/pg_basebackup" -h "$LIFE/before" -p 5432 -U postgres -D "$LIFE/recovered/data" -X none -c fast --no-sync \
    </dev/null >"$LIFE/recovered/basebackup.log" 2>&1) || fail "pg_basebackup failed, see $LIFE/recovered/basebackup.log"

# By whether the bytes and the confirmation came before the moment or after it.
confirm() { as_alice "$1" "select from files.confirm_upload('$2')"; }
id() { jq -r .file_id <<<"$1"; }
early=$(upload before early.jpg)
late_confirm=$(upload_request before late-confirm.jpg)
put "$(photo)" "$late_confirm" >/dev/null
late_bytes=$(upload_request before late-bytes.jpg)
never=$(upload_request before never.jpg)
sql before -c "select pg_create_restore_point('moment')" >/dev/null
put "$(photo)" "$late_bytes" >/dev/null
confirm before "$(id "$late_confirm")"
confirm before "$(id "$late_bytes")"
unknown=$(upload before unknown.jpg)
work before
is "$(sql before -c "select string_agg(status, ' ' order by created_at) from pgfiles.file")" 'ready ready ready pending ready' 'five uploads'
sql before -c 'select pg_switch_wal()' >/dev/null
pg_control before stop -m fast # Which archives what is left.

cluster_conf recovered "restore_command = 'cp $WAL/%f %p'
recovery_target_name = 'moment'
recovery_target_action = promote"
as_cluster_user touch "$LIFE/recovered/data/recovery.signal"
start_cluster recovered
promoted() { [ "$(sql recovered -c 'select pg_is_in_recovery()')" = f ]; }
until_true 'the database is recovered' promoted
statuses() {
    sql recovered -c "select string_agg(concat_ws(' ', f.status, f.status_reason), ', ' order by f.created_at) from pgfiles.file f"
}
is "$(statuses)" 'uploaded, pending, pending, pending' 'it went back to that moment'
sql recovered -c "select files.take_lease('main')" >/dev/null
work recovered
is "$(statuses)" 'ready, pending, pending, pending' 'a worker takes up what was confirmed before it'
is "$(sql recovered -c "select pgfiles.confirm_pending('epoch')")" 0 'an earlier moment: nothing is from before it'
is "$(sql recovered -c 'select pgfiles.confirm_pending()')" 3 'all that nobody has confirmed is looked for'
work recovered
is "$(statuses)" 'ready, ready, ready, rejected object_missing' 'what has its bytes is ready, whenever they and the confirmation came'
is "$(curl --noproxy '*' -sS -m 20 "$(as_alice recovered "select url from files.generate_download_url('$(id "$late_confirm")')")" | sha256sum)" \
    "$(sha256sum <"$(photo)")" 'and can be downloaded'
is "$(sql recovered -c "select count(*) from pgfiles.file where id in ('$early', '$unknown')")" 1 'of an upload that began later no row knows'

is "$(put "$(photo)" "$never")" 200 'who had not sent his bytes yet still may'
confirm recovered "$(id "$never")"
work recovered
is "$(sql recovered -c "select status from pgfiles.file where id = '$(id "$never")'")" ready 'and his file is ready'
rm -rf "$WAL"
done_testing

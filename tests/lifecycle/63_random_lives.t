#!/usr/bin/env bash
# Files live at random: uploaded, deleted, restored, purged, deleted with their site or by SQL, rescued, cropped anew, given up. What becomes of each
# is what a model of ten lines says; and in the end the store has all objects of the files that are there, and no other. SEED repeats a run, STEPS is how many.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
L=$LIFE/random
SEED=${SEED:-$$}
RANDOM=$SEED
new_cluster random
new_app random
value() { sql random -c "select $1"; }
sql random -c "insert into pgfiles.setting values ('object_retention', '0 days'), ('user_calls_per_minute', '6000')"
in_background sql random -c 'call pgfiles.run_worker(max_seconds => 600)' >"$L/worker.log" 2>&1
has_keys() { [ "$(value 'count(*) from pgfiles.signing_key')" != 0 ]; }
until_true 'the worker is up' has_keys

# --- the model: live, trash, deleted (rescuable), gone ------------------------------------------------------------
declare -A STATE
in_state() { for file in "${!STATE[@]}"; do [ "${STATE[$file]}" != "$1" ] || printf '%s\n' "$file"; done | sort; }
# any STATE: one of them, in FILE; fails if there is none.
any() {
    local files
    mapfile -t files < <(in_state "$1")
    [ ${#files[@]} -gt 0 ] && FILE=${files[RANDOM % ${#files[@]}]}
}
all() { for file in $(in_state "$1"); do STATE[$file]=$2; done; }
as_admin() { sql random <<<"set role authenticated; set request.jwt.claims = '${ALICE//org_client/org_admin}'; $1"; }
declare -A did
act() {
    case $((RANDOM % 20)) in
        [0-6]) what='uploaded' FILE=$(upload random x.jpg) && STATE[$FILE]=live ;;
        7) what='begun and given up' FILE=$(upload_request random x.jpg | jq -r .file_id) &&
            as_alice random "select from files.delete_file('$FILE')" && STATE[$FILE]=trash ;;
        8 | 9 | 10) what='deleted' && any live && as_alice random "select from files.delete_file('$FILE')" && STATE[$FILE]=trash ;;
        11 | 12) what='restored' && any trash && as_alice random "select from files.restore_file('$FILE')" && STATE[$FILE]=live ;;
        13) what='purged by an admin' && any trash && as_admin "select from files.purge_files(array['$FILE'::uuid])" && STATE[$FILE]=gone ;;
        14) what='deleted by SQL' && any live && sql random -c "delete from pgfiles.file where id = '$FILE'" && STATE[$FILE]=deleted ;;
        15) what='rescued' && any deleted && value "pgfiles.rescue_files(array['$FILE'::uuid])" && STATE[$FILE]=live ;;
        16) what='deleted with their site' && sql random -c "delete from app.site where id = '$APP_SITE'" &&
            sql random -c "insert into app.site (id, organization_id, name) values ('$APP_SITE', 'acme', 'again')" && all live trash ;;
        17) what='restored with their site' && as_alice random "select files.restore_entity_files('site', '$APP_SITE')" && all trash live ;;
        18) what='purged by time' && any trash && sql random -c "update pgfiles.file set purge_at = now() where id = '$FILE'; select pgfiles.purge_trash()" && STATE[$FILE]=deleted ;;
        19) what='cropped anew' && any live && as_alice random "select from files.set_focal_point('$FILE', 0.$RANDOM, 0.$RANDOM)" ;;
    esac
}
for ((i = 0; i < ${STEPS:-120}; i++)); do
    if act >/dev/null; then did[$what]=$((${did[$what]:-0} + 1)); fi
done
for what in "${!did[@]}"; do printf '# %4d %s\n' "${did[$what]}" "$what"; done | sort -k 3

# --- what became of them ---------------------------------------------------------------------------------------------
is_idle() { [ "$(value "count(*) from pgfiles.job where died_at is null")" = 0 ]; }
until_true 'all is processed' is_idle
for file in "${!STATE[@]}"; do printf '%s\t%s\n' "$file" "${STATE[$file]/deleted/gone}"; done >"$L/model"
chmod a+rx "$L"
is "$(sql random <<END
create table app.model (id uuid, state text);
\\copy app.model from '$L/model'
select m.id, m.state, s.state from app.model m
left join pgfiles.file f using (id)
cross join lateral (select case when f.id is null then 'gone' when f.is_deleted then 'trash' else 'live' end) s (state)
where s.state <> m.state;
END
)" '' "each file is where the model has it (SEED=$SEED)"
is "$(value "string_agg(distinct f.status, ' ') from pgfiles.file f where f.uploaded_at is not null")" ready 'what was uploaded is ready'
is "$(value "count(*) from pgfiles.recount_quota()")" 0 'what was counted is what there is'
stored random
is "$(left_behind random)" '' "nothing is in the store that nobody knows (SEED=$SEED)"
is "$(lost random)" '' "nothing is missing there (SEED=$SEED)"

# When the time of all has come that is to be deleted.
sql random -c 'update pgfiles.doomed_object set delete_at = now()'
is_drained() { [ "$(value 'count(*) from pgfiles.doomed_object')" = 0 ]; }
until_true 'all that is doomed is deleted' is_drained
stored random
is "$(left_behind random)" '' "nothing is left in the store (SEED=$SEED)"
is "$(lost random)" '' "and nothing went that is needed (SEED=$SEED)"
changed=0
while read -r key; do cmp -s "$S3_FOLDER/$key" "$(photo)" || changed=$((changed + 1)); done < <(value "coalesce(checked_key, s3_original_key) from pgfiles.file where status = 'ready'")
is "$changed" 0 'each has the bytes that were sent'
done_testing

# shellcheck shell=bash disable=SC2034
symptom='Files are `failed`, with `status_reason`'
cause='what it says has lasted for four days'
cure='mend it, then `select files.retry_jobs()`'
code=job row='^dead letters: 1, for example store_denied'
breaks() {
    PHOTO=$(waiting_photo)
    q "select from pgfiles.put_back_jobs((select jsonb_agg(jsonb_build_object('job_id', j.id, 'outcome', 'failed', 'reason', 'store_denied', 'detail', 'HTTP 403'))
        from pgfiles.job j where j.file_id = '$PHOTO'))"
}
sees() { status "$PHOTO"; }
seen='^failed$'
mends() {
    run_fix "$1"
    works
    [ "$(status "$PHOTO")" = ready ] || printf 'the photo is %s\n' "$(status "$PHOTO")"
}

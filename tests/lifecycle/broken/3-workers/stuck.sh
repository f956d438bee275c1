# shellcheck shell=bash disable=SC2034
symptom='A file stays `uploaded`, and no job is there for it'
cause='somebody has deleted from `pgfiles.job`'
cure='the statement in `fix`, for each'
code=stuck row='^stuck: 1, for example file .* without a job$'
breaks() {
    PHOTO=$(waiting_photo)
    q 'delete from pgfiles.job'
}
sees() { status "$PHOTO"; }
seen='^uploaded$'
mends() {
    q "update pgfiles.file set status = 'pending' where id = '$PHOTO'"
    as_alice broken "select from files.confirm_upload('$PHOTO')"
    works
}

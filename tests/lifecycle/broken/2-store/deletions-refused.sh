# shellcheck shell=bash disable=SC2034
symptom='The bucket grows, though files are deleted'
cause='the store has refused it for four days, for example because the credentials lack `s3:DeleteObject`'
cure='mend it, then `select files.retry_deletions()`'
code=deletion row='^undeletable objects: [1-9][0-9]*, for example DELETE .* AccessDenied'
breaks() {
    PHOTO=$(waiting_photo)
    works
    KEY=$(q "select s3_original_key from pgfiles.file where id = '$PHOTO'")
    q "delete from pgfiles.file where id = '$PHOTO';
        update pgfiles.doomed_object set delete_at = now(), attempts = 25, died_at = now(), last_error = 'DELETE $KEY in photos: AccessDenied'
        where file_id = '$PHOTO'"
}
sees() { find "$S3_FOLDER/${KEY%/*}" -type f | wc -l; }
seen='^4$'
mends() {
    run_fix "$1"
    works
    [ "$(sees)" = 0 ] || printf '%s objects are there\n' "$(sees)"
}

# shellcheck shell=bash disable=SC2034
symptom='The bucket grows, though files are deleted'
cause='no worker has come to it for a day'
cure='run more workers; see what else the doctor says of them'
code=deletion row='^overdue deletions: since '
breaks() {
    PHOTO=$(waiting_photo)
    works
    KEY=$(q "select s3_original_key from pgfiles.file where id = '$PHOTO'")
    q "delete from pgfiles.file where id = '$PHOTO';
        update pgfiles.doomed_object set delete_at = now() - interval '2 days' where file_id = '$PHOTO'"
}
sees() { find "$S3_FOLDER/${KEY%/*}" -type f | wc -l; }
seen='^4$'
mends() {
    works
    [ "$(sees)" = 0 ] || printf '%s objects are there\n' "$(sees)"
}

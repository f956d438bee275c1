# shellcheck shell=bash disable=SC2034
symptom='The store answers 403 to every upload, `SignatureDoesNotMatch`. Log: `the store of bucket main: ... HTTP 403`'
cause='the secret access key is wrong, or the key was changed in the store'
cure='correct it, then `select * from pgfiles.refresh_signing_keys()`: until workers do that, within the hour, clients still get URLs of the old key'
code=store row='^store of bucket main: an upload was not taken: HTTP 403 SignatureDoesNotMatch'
breaks() {
    sed -i.right -E 's/^(aws_secret_access_key *= *).*/\1wrong/' "$B/aws/credentials"
    chown "$CLUSTER_USER" "$B/aws/credentials"
    q 'delete from pgfiles.bucket_check; delete from pgfiles.signing_key'
}
sees() {
    works
    printf '%s ' "$(put "$(photo)" "$(upload_request broken a.jpg)")"
    logged
}
seen='^403 .*pgfiles: the store of bucket main: an upload was not taken: HTTP 403 SignatureDoesNotMatch'
mends() {
    mv "$B/aws/credentials.right" "$B/aws/credentials"
    chown "$CLUSTER_USER" "$B/aws/credentials"
    q 'select from pgfiles.refresh_signing_keys()'
    run_fix "$1"
}

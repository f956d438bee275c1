# shellcheck shell=bash disable=SC2034
symptom='The store answers 404 to every upload, `NoSuchBucket`'
cause='`s3_bucket` of a row of `pgfiles.bucket` is not its name, or it was deleted'
cure='`update pgfiles.bucket set s3_bucket = ...`; workers look at once'
code=store row='^store of bucket main: .*NoSuchBucket'
breaks() {
    q "update pgfiles.bucket set s3_bucket = 'of-somebody-else'"
}
sees() {
    works
    put "$(photo)" "$(upload_request broken a.jpg)"
}
seen='^404'
mends() {
    q "update pgfiles.bucket set s3_bucket = '$S3_BUCKET'"
    run_fix "$1"
}

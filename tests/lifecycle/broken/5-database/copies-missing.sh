# shellcheck shell=bash disable=SC2034
symptom='404 for others than the uploader, of originals in a bucket that hides EXIF'
cause='the copies without metadata are not made yet'
cure='let workers run'
code=copy row='^copies without metadata of bucket main: [1-9][0-9]* missing'
breaks() {
    PHOTO=$(waiting_photo)
    works
    q "update pgfiles.bucket set exif_policy = 'strip'"
}
mends() {
    works
    is "$(q "select count(*) from files.doctor() where code = 'copy' and is_ok")" 1 '5-database/copies-missing: the copies are made'
    q "update pgfiles.bucket set exif_policy = 'keep'"
    works
}

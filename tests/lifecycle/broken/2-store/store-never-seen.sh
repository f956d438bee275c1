# shellcheck shell=bash disable=SC2034
symptom='`generate_upload_form` answers 501 `Not supported by store`'
cause='no worker was there since the bucket was added, its address was changed, or the database was restored'
cure='the statement in `fix`, or a worker'
code=store row='^store of bucket main: nobody has looked at it yet$'
breaks() { q 'delete from pgfiles.bucket_check'; }
sees() {
    request POST /rpc/generate_upload_form "{\"entity_type\":\"site\",\"entity_id\":\"$APP_SITE\",\"file_name\":\"a.jpg\",\"file_type\":\"image/jpeg\"}"
}
seen='^501 .*Not supported by store'

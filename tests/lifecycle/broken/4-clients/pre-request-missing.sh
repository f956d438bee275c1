# shellcheck shell=bash disable=SC2034
symptom='None: revoked service tokens and tokens of other issuers are taken'
cause='PostgREST has no `db-pre-request`, or one of your own that does not call ours'
cure='`db-pre-request = "pgfiles.pre_request"`'
code=api row='^users: there are files, and no user was ever noted$'
breaks() {
    waiting_photo
    works
    q 'create table app.users as table pgfiles.app_user; update pgfiles.file set uploader_id = null; delete from pgfiles.app_user'
}
mends() {
    uploads
    q 'drop table app.users'
}

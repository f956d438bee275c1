# shellcheck shell=bash disable=SC2034
symptom='The trash is not emptied. Log: `file ... cannot be purged`'
cause='a table of the application refers to the file by a foreign key, or has a trigger that does not let it go'
cure='let go of it there, or have the foreign key say `on delete set null`; workers try again the next day. Or restore it'
code=deletion row='^trash: file .* cannot be purged: '
breaks() {
    PHOTO=$(waiting_photo)
    works
    q "create table app.portrait (file_id uuid references pgfiles.file); insert into app.portrait values ('$PHOTO')"
    q "update pgfiles.file set deleted_at = now() - interval '40 days' where id = '$PHOTO'; select pgfiles.purge_trash()"
}
sees() {
    printf '%s ' "$(q "select count(*) || ' there' from pgfiles.file where id = '$PHOTO'")"
    logged
}
seen='^1 there .*cannot be purged'
mends() {
    q "drop table app.portrait; update pgfiles.file set purge_at = now() where id = '$PHOTO'; select pgfiles.purge_trash()"
    [ "$(q "select count(*) from pgfiles.file where id = '$PHOTO'")" = 0 ] || printf 'it is still there\n'
    q 'delete from pgfiles.worker_trouble'
}

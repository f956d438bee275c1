# shellcheck shell=bash disable=SC2034
symptom='The quota of an organization is used up by uploads that nobody confirms. Log: `abandon_uploads: ...`'
cause='a trigger of the application on `pgfiles.file` fails'
cure='mend it: the row `worker: abandon_uploads` has its message'
code=deletion row='^overdue uploads: pending since '
breaks() {
    UPLOAD=$(jq -r .file_id <<<"$(upload_request broken left.jpg)")
    q "update pgfiles.file set created_at = now() - interval '3 days' where id = '$UPLOAD';
        create function app.refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end';
        create trigger refuse before update on pgfiles.file for each row when (new.status = 'rejected') execute function app.refuse()"
    works
}
sees() { status "$UPLOAD"; }
seen='^pending$'
mends() {
    q 'drop trigger refuse on pgfiles.file; drop function app.refuse()'
    works
    [ "$(sees)" = rejected ] || sees
}

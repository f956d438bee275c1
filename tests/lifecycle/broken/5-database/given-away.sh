# shellcheck shell=bash disable=SC2034
symptom='None: who owns a table of ours reads signing keys and everybody'\''s files'
cause='an event trigger of the application gives new tables away, or `reassign owned`'
cure='the statements in `fix`'
code=owner row='^owners: 2 of our objects belong to somebody else, who may do anything with them: for example '
breaks() { q 'create role shop_owner; alter table pgfiles.signing_key owner to shop_owner; alter function pgfiles.setting(text) owner to shop_owner'; }
mends() {
    run_fix "$1"
    q 'drop role shop_owner'
}

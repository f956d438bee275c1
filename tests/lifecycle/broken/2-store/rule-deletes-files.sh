# shellcheck shell=bash disable=SC2034
symptom='Files that are `ready` cannot be downloaded: the store answers 404, of old files first'
cause='a lifecycle rule of the bucket deletes objects by their age'
cure='take the rule away, or give it a prefix that no file has; `delete from pgfiles.file` for what is to go after a time'
code=set_up row='^expiry of bucket main: rule tidy deletes every object by its age, and rows stay$'
breaks() {
    mkdir -p "$B/rules"
    printf '<LifecycleConfiguration><Rule><ID>tidy</ID><Filter/><Status>Enabled</Status><Expiration><Days>90</Days></Expiration>%s' \
        '<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>' \
        >"$B/rules/lifecycle"
    mode "rules $B/rules"
    q "select pgfiles.probe_buckets('{main}')"
}
mends() {
    mode pass
    rm "$B/rules/lifecycle"
    q "select pgfiles.probe_buckets('{main}')"
}

# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`, there are no thumbnails. Log: `the lease of ... belongs to ...: what would write there waits`'
cause='this is a copy of another database, which uses the same bucket (a restored dump, a base backup, a staging server), or the bucket had an owner before'
cure='leave it: its users read all files; or, if it takes the place of the other one, the statement in `fix`. See [share-a-bucket](share-a-bucket.md)'
code=lease row='^lease of bucket main: belongs to database elsewhere on db1 '
breaks() {
    PHOTO=$(waiting_photo)
    # As the other one takes it, over ours.
    q "with his (lease) as (values (jsonb_build_object('nonce', gen_random_uuid(), 'database', 'elsewhere', 'host', 'db1', 'data_directory', '/data',
            'system_identifier', '1', 'timeline', 1, 'taken_at', now(), 'renewed_at', now(), 'is_given_up', false)))
        select pgfiles.run_batch(jsonb_set(jsonb_set(d.due -> 'batch',
            '{jobs,0,lease}', to_jsonb(h.lease::text)), '{jobs,0,nonce}', h.lease -> 'nonce'))
        from his h, pgfiles.bucket_lease l, pgfiles.describe_leases(array[l.store]) d (due) where d.due is not null"
    q "update pgfiles.bucket_lease set noted_at = noted_at - interval '6 minutes', tried_at = null"
}
sees() {
    works
    printf '%s ' "$(status "$PHOTO")"
    logged
}
seen='^uploaded .*pgfiles: the lease of .* belongs to database elsewhere on db1 .*: what would write there waits'
mends() {
    run_fix "$1"
    works
    [ "$(status "$PHOTO")" = ready ] || printf 'the photo is %s\n' "$(status "$PHOTO")"
}

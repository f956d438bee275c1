# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded` while workers run. Log, once an hour: `no jobs could be claimed: ...`'
cause='what the message says: here, somebody has renamed a column of ours'
cure='take that back'
code=worker row='^worker: claim: no jobs could be claimed: column .*quality.* does not exist \(met since '
breaks() {
    PHOTO=$(waiting_photo)
    q 'alter table pgfiles.variant_spec rename column quality to our_quality'
    for _ in 1 2 3; do works; done
    is "$(logged | grep -c 'pgfiles: no jobs could be claimed')" 1 '3-workers/cannot-claim: the log says it once, though workers meet it again and again'
    q "update pgfiles.worker_trouble set said_at = said_at - interval '61 minutes'"
    works
    is "$(logged | grep -c 'pgfiles: no jobs could be claimed')" 2 '3-workers/cannot-claim: and again an hour later'
    q 'alter table pgfiles.variant_spec rename column width to our_width'
    q "update pgfiles.worker_trouble set said_at = said_at - interval '2 minutes'"
    works
    is "$(logged | grep -c 'pgfiles: no jobs could be claimed')" 3 '3-workers/cannot-claim: and when it is something else'
    q 'alter table pgfiles.variant_spec rename column our_width to width'
    q "update pgfiles.worker_trouble set said_at = said_at - interval '2 minutes'"
    works
}
sees() { logged; }
seen='pgfiles: no jobs could be claimed: '
mends() {
    q 'alter table pgfiles.variant_spec rename column our_quality to quality'
    works
    [ "$(status "$PHOTO")" = ready ] || printf 'the photo is %s\n' "$(status "$PHOTO")"
}

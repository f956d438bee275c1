# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded` for minutes'
cause='there are more uploads than workers can look at'
cure='[more workers](run-the-worker.md)'
code=job row='^jobs: 1 waiting, the oldest since '
breaks() {
    PHOTO=$(waiting_photo)
    q "update pgfiles.job set run_at = now() - interval '5 minutes'"
}
sees() { status "$PHOTO"; }
seen='^uploaded$'
mends() { works; }

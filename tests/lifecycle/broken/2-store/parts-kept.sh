# shellcheck shell=bash disable=SC2034
symptom='The bucket grows by parts of uploads that nobody completed, which no list of objects shows'
cause='no lifecycle rule aborts them, and the store does not by itself'
cure='the statement in `fix`, which [writes it](set-up-a-bucket.md)'
code=set_up row='^rule for uploads in parts of bucket main: no rule for all objects says when uploads in parts are aborted$'
breaks() {
    mkdir -p "$B/rules"
    rm -f "$B/rules/lifecycle"
    mode "rules $B/rules"
    q "select pgfiles.probe_buckets('{main}')"
}
mends() {
    run_fix "$1"
    grep -q pgfiles-abort-multipart "$B/rules/lifecycle" || printf 'no rule was written\n'
    mode pass
    q "select pgfiles.probe_buckets('{main}')"
}

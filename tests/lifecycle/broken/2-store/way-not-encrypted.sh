# shellcheck shell=bash disable=SC2034
symptom='None, until somebody reads a URL on its way and opens the file'
cause='clients reach the store by http'
cure='a proxy with TLS in front of it, and its address in [`public_endpoint`](use-another-host-name.md)'
code=set_up row='^encryption on the way of bucket main: clients: http, workers: http on this machine$'
breaks() {
    # A name that nobody here reaches is no fault.
    q "update pgfiles.bucket set public_endpoint = 'http://store.invalid:9000'"
    q "select pgfiles.probe_buckets('{main}')"
}
mends() {
    q "update pgfiles.bucket set public_endpoint = '$S3_ENDPOINT'"
    q "select pgfiles.probe_buckets('{main}')"
}

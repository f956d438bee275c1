# shellcheck shell=bash disable=SC2034,SC2016
symptom='The store answers 403 `SignatureDoesNotMatch` to every URL, while workers read and write'
cause='what is in front of the store at `public_endpoint` passes another `Host` on than it got, or another path'
cure='`proxy_set_header Host $http_host` ([nginx](use-another-host-name.md)), then the statement `select pgfiles.probe_buckets()`'
code=store row='^public endpoint of bucket main: a GET through http://localhost:[0-9]+: HTTP 403 SignatureDoesNotMatch$'
breaks() {
    mode 'host localhost 127.0.0.1'
    q "update pgfiles.bucket set public_endpoint = 'http://localhost:$port'"
    works
}
sees() {
    local request
    request=$(uploads)
    put "$(photo)" "$(jq 'if type == "array" then .[0] else . end' <<<"${request#* }")"
}
seen='^403$'
mends() {
    mode pass
    q "select pgfiles.probe_buckets('{main}')"
    [ "$(sees)" = 200 ] || printf 'an upload is refused\n'
    q "update pgfiles.bucket set public_endpoint = '$S3_ENDPOINT'"
    q "select pgfiles.probe_buckets('{main}')"
}

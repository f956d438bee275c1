#!/usr/bin/env bash
# The store fails in every way there is, and each file becomes ready once it is back: with all its variants, none twice, announced
# once.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
W=$LIFE/store
new_cluster store
new_app store
value() { sql store -c "select $1"; }

# The worker meets the store through a proxy that fails as told; clients meet it as it is.
mode() { printf '%s\n' "$1" >"$W/mode"; }
mode pass
port=$(free_port)
in_background perl "$(dirname "${BASH_SOURCE[0]}")/faulty-proxy.pl" "$port" "${S3_ENDPOINT##*:}" "$W/mode"
proxy_passes() { [ "$(http_status "http://127.0.0.1:$port/")" = 403 ]; }
until_true 'the proxy listens' proxy_passes
sql store -c "update pgfiles.bucket set public_endpoint = endpoint, endpoint = 'http://127.0.0.1:$port';
    insert into pgfiles.setting (name, value) values ('job_deadline_ms', '5000')"
in_background sql store -c 'call pgfiles.run_worker(max_seconds => 600)' >"$W/worker.log" 2>&1
listen store file_processed
has_status() { [ "$(value "status from pgfiles.file where id = '$2'")" = "$1" ]; }
has_keys() { [ "$(value 'count(*) from pgfiles.signing_key')" != 0 ]; }
until_true 'the worker is up' has_keys
knows_store() { [ "$(value "pgfiles.was_seen('main', 'store')")" = t ]; }
until_true 'the worker has looked at the store' knows_store
warm=$(upload store warm.jpg)
until_true 'the worker is warm' has_status ready "$warm"

# survives WHAT MODE ERROR: a file comes while the store is like that, and the store is mended.
failed_with() { [[ "$(value "last_error from pgfiles.job where file_id = '$1'")" =~ $2 ]]; }
survives() {
    local file
    mode "$2"
    file=$(upload store "$1.jpg")
    until_true "the worker has met it: $1" failed_with "$file" "$3"
    until_true "$1: the file waits" has_status uploaded "$file"
    mode pass
    sql store -c "update pgfiles.job set run_at = now()"
    until_true "$1: the file is ready" has_status ready "$file"
    is "$(objects store "$file")" "$ORIGINALS thumbnail_large.jpg thumbnail_medium.jpg thumbnail_small.jpg" \
        "$1: the file becomes ready afterwards, and has its variants"
    FILES+=("$file")
}
FILES=() ORIGINALS=original.jpg
survives 'the store is down' refuse '^store_unavailable: GET'
survives 'the store is slow' slow '^deadline'
survives 'the connection breaks off in the original' 'reset get 6000' '^store_unavailable: .*broke off after'
survives 'the connection breaks off in a variant' 'reset put 6000' '^store_unavailable: PUT'
# Nobody but the store says what was uploaded.
survives 'a gateway says 404 to a GET' 'says GET gateway' '^store_unavailable: GET .*HTTP 404'
survives 'a gateway says 404 to a PUT' 'says PUT gateway' '^store_unavailable: PUT .*HTTP 404'
survives 'a portal answers a GET' 'says GET portal' '^store_unavailable: GET .*not the store'
survives 'a portal answers a PUT' 'says PUT portal' '^store_unavailable: PUT .*not the store'
survives 'a portal answers a GET in chunks' 'says GET chunked' '^store_unavailable: GET .*not the store'
survives 'the store is full' 'says PUT full' '^store_unavailable: PUT .*HTTP 507'
survives 'somebody answers 507 to a GET' 'says GET full' '^store_unavailable: GET .*HTTP 507'
survives 'a byte of the original is another' 'flip get' '^store_unavailable: GET .*other bytes'
survives 'a byte of a variant is another' 'flip put' '^store_(unavailable|denied): PUT'
# The same of copies, where the store is said to let an upload be replaced.
sql store -c "update pgfiles.bucket set has_conditional_writes = false"
ORIGINALS='original.jpg original.jpg'
survives 'a gateway says 404 to a copy' 'says COPY gateway' '^store_unavailable: COPY .*HTTP 404'
survives 'a portal answers a copy' 'says COPY portal' '^store_unavailable: COPY'
survives 'the store is full of copies' 'says COPY full' '^store_unavailable: COPY .*HTTP 507'
is "$(announced "${FILES[@]}")" "$(printf '1 ready\n%.0s' "${FILES[@]}")" 'each is announced once'
is "$(value '* from pgfiles.stuck')" '' 'nothing is stuck'

# What was never uploaded is refused at once, on the store's own word.
file=$(jq -r .file_id <<<"$(upload_request store never.jpg)")
as_alice store "select from files.confirm_upload('$file')" >/dev/null
until_true 'the worker has looked' has_status rejected "$file"
is "$(value "status_reason from pgfiles.file where id = '$file'")" object_missing 'what the store says is not there is not there'

# A file goes while its job runs.
mode hold
file=$(upload store gone.jpg)
until_true 'the worker has the file' has_status processing "$file"
sql store -c "delete from pgfiles.file where id = '$file'"
mode pass
next=$(upload store next.jpg)
until_true 'the worker goes on' has_status ready "$next"
is "$(value "count(*) from pgfiles.job")" 0 'a file that is deleted while its job runs takes the job with it'
said=$(grep -o 'pgfiles: .*' "$W/postgres.log")
like "$said" 'pgfiles: jobs have to be tried again: store_unavailable: GET in ' 'the log says that the store is away'
is "$(grep -v 'pgfiles: jobs have to be tried again' <<<"$said")" '' 'and the worker has nothing else to complain about'
ok 'and it is not said for each job' test "$(wc -l <<<"$said")" -lt ${#FILES[@]}
done_testing

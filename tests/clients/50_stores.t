#!/usr/bin/env bash
# Stores that pgfiles was not made with: Adobe's S3Mock, s3rver, and S3Proxy without what StrictS3.java adds to it. Of each it is said which
# promises of S3's it keeps, what the worker finds where it does not, and what nobody finds; the table is stores.tsv, of which docs/generate
# makes that of docs/how-to/use-another-host-name.md. With --accept it is written anew.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
S3MOCK=$(echo "$DEV"/s3mock/s3mock-*.jar)
[ -f "$S3MOCK" ] || skip_all 'no S3Mock on this machine: tests/stack/install clients'
need_npm
begin
TABLE=$HERE/stores.tsv
STORES=(s3proxy-strict s3proxy s3mock s3rver)
ORIGIN=https://app.example.org
names=$(printf ",'%s'" "${STORES[@]}")
names=${names:1}
put_back() {
    query "delete from pgfiles.setting where name = 'web_origins'"
    query "delete from pgfiles.file where bucket in ($names)"
    query "delete from pgfiles.doomed_object where bucket in ($names)" "delete from pgfiles.bucket_route where bucket in ($names)"
    query "delete from pgfiles.entity_type where name in ($names)" "delete from pgfiles.bucket where name in ($names)" \
        "delete from pgfiles.app_user where user_id in ($names)"
}
trap 'put_back; finish' EXIT
put_back # What a run has left that was killed.

# --- the stores -------------------------------------------------------------------------------------------------------
credential() { sed -n "s/^aws_$1 = //p" "$S3_CREDENTIALS_FILE"; }
s3mock=http://127.0.0.1:$(free_port) s3rver=http://127.0.0.1:$(free_port)
# Of its two ports the one for HTTPS can be kept to this machine.
in_background env -i "$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.io.tmpdir="$C" \
    -Dserver.address=127.0.0.1 -Dhttp.port="${s3mock##*:}" -Dserver.port=0 -Dcom.adobe.testing.s3mock.store.initialBuckets=pgfiles \
    -jar "$S3MOCK" >"$C/s3mock.log" 2>&1
cat >"$C/cors.xml" <<END
<CORSConfiguration><CORSRule><AllowedOrigin>$ORIGIN</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>
<AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod><AllowedMethod>DELETE</AllowedMethod>
<AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>
END
S3_ACCESS_KEY=$(credential access_key_id) S3_SECRET_KEY=$(credential secret_access_key) NODE_PATH=$NPM/s3rver/node_modules \
    in_background node "$HERE/s3rver.js" --address 127.0.0.1 --port "${s3rver##*:}" --directory "$C/s3rver" --silent \
    --configure-bucket pgfiles "$C/cors.xml" >"$C/s3rver.log" 2>&1
folder=${S3_FOLDER%/*}
rm -rf "$folder/stores"
as_cluster_user mkdir "$folder/stores"
add() {
    query "insert into pgfiles.bucket (name, s3_bucket, endpoint, is_path_style) values ('$1', '$2', '$3', true)" \
        "insert into pgfiles.entity_type (name, table_name) values ('$1', 'app.site')" \
        "insert into pgfiles.bucket_route (entity_type, bucket) values ('$1', '$1')"
}
add s3proxy-strict stores "$S3_ENDPOINT"
add s3proxy bare "$S3_ENDPOINT"
add s3mock pgfiles "$s3mock"
add s3rver pgfiles "$s3rver"

# --- what the worker's probe says of them, and what a client meets -----------------------------------------------------
# Of each as soon as it is there; S3Mock takes longer than all else.
query "insert into pgfiles.setting values ('web_origins', '{$ORIGIN}')"
PHOTO=$(base64 -w 0 "$(photo)")
export PHOTO
bundle tools stores.ts program.mjs --format=esm --platform=node
answers() { [ "$(http_status "$1/pgfiles")" = 200 ]; }
try_stores() {
    local names store programs=()
    names=$(printf ",'%s'" "$@")
    query "select pgfiles.probe_buckets(array[${names:1}])" >/dev/null
    for store; do
        TOKEN=$("$STACK_DIR/jwt" "$LIFE_STACK" "{\"role\":\"authenticated\",\"user\":{\"organization_id\":\"acme\",\"user_id\":\"$store\"}}")
        API=$POSTGREST_URL TOKEN=$TOKEN in_background node "$C/program.mjs" "$store" >"$C/$store.found" 2>&1
        programs+=($!)
    done
    wait "${programs[@]}"
}
until_true 's3rver answers' answers "$s3rver"
try_stores s3proxy-strict s3proxy s3rver
until_true 'S3Mock answers' answers "$s3mock"
try_stores s3mock

declare -A FOUND SEEN AGREED
for store in "${STORES[@]}"; do
    each "$(grep -v '^found' "$C/$store.found")"
    while IFS=$'\t' read -r _ promise cell; do FOUND[$store:$promise]=$cell; done < <(grep '^found' "$C/$store.found")
done
# The worker's probe of each, which has no client's view of some of it. What follows where a store does not do it is workers' and callers'.
while IFS=$'\t' read -r store item is_ok finding; do
    case $item:$is_ok in
        conditional_writes:* | conditional_completions:* | private_reads:* | signatures:* | ranges:* | response_overrides:* | forms:*) SEEN[$store:$item]=$is_ok ;;
        overlapping_writes:f) FOUND[$store:$item]='the worker: it copies what it checks' ;; # As stores.ts says it.
        conditional_copies:f) FOUND[$store:$item]=$([[ $finding != *'which workers see'* ]] && echo no || echo 'the worker, up to 64 MiB: MD5s differ') ;;
        md5_etags:f | request_ids:f) FOUND[$store:$item]='not asked for' ;;
        *:f) FOUND[$store:$item]=no ;;
        *) FOUND[$store:$item]=yes ;;
    esac
done < <(query "select concat_ws(E'\t', bucket, item, case when is_ok then 't' else 'f' end, finding) from pgfiles.bucket_check where bucket in ($names)")

# --- the table ---------------------------------------------------------------------------------------------------------
# A promise, and how the probe calls it where a client cannot look, or where both look and have to see the same (=).
promises() {
    cat <<'END'
a GET without a signature is refused	=private_reads
a GET with a changed signature is refused	=signatures
a PUT without a signature is refused	=signatures
a GET by an expired URL is refused
a second PUT by the same URL is refused	=conditional_writes
one that began before the first and ends after it, too	overlapping_writes
parts are not put together over what is there	=conditional_completions
a PUT of more bytes is refused
a part of more bytes is refused
a PUT of another type is refused
a PUT of bytes with another SHA-256 is refused
a form is good for its key, sizes and type alone	=forms
a copy of other bytes than were meant is refused	conditional_copies
a range is sent alone	=ranges
a download is saved under the name that its URL says	=response_overrides
pages of other origins upload and read	pages
entity tags are MD5s	md5_etags
many objects are deleted by one request	bulk_deletes
answers have x-amz-request-id	request_ids
END
}
version() { basename "$1"/s3proxy-[0-9]*.jar .jar | sed 's/.*-//'; }
table() {
    local promise item store
    printf 'promise\tS3Proxy %s and StrictS3\tS3Proxy %s\tS3Mock %s\ts3rver %s\n' "$(version "$DEV/s3proxy/lib")" "$(version "$DEV/s3proxy/lib")" \
        "$(basename "$S3MOCK" | sed -E 's/s3mock-(.*)-exec.jar/\1/')" "$(npm_packages | sed -n 's/^s3rver s3rver@//p')"
    while IFS=$'\t' read -r promise item; do
        [ -n "$item" ] && [[ $item != =* ]] || item=$promise
        printf '%s' "$promise"
        for store in "${STORES[@]}"; do printf '\t%s' "${FOUND[$store:$item]:-not looked at}"; done
        printf '\n'
    done < <(promises)
}
table >"$C/stores.tsv"
[ "${1:-}" != --accept ] || cp "$C/stores.tsv" "$TABLE"
is "$(grep -F 'not looked at' "$C/stores.tsv")" '' 'each promise was tried on each store'
is "$(diff "$TABLE" "$C/stores.tsv" 2>&1)" '' 'each store keeps what stores.tsv says (tests/clients/50_stores.t --accept, then docs/generate, if it has changed)'

# Where a client and the probe try the same, they see the same.
while IFS=$'\t' read -r promise item; do
    [[ $item = =* ]] || continue
    item=${item#=}
    for store in "${STORES[@]}"; do
        AGREED[$store:$item]=${AGREED[$store:$item]:-t}
        [ "${FOUND[$store:$promise]:-}" = yes ] || AGREED[$store:$item]=f
    done
done < <(promises)
for store in "${STORES[@]}"; do
    for item in private_reads signatures conditional_writes conditional_completions forms ranges response_overrides; do
        is "${SEEN[$store:$item]:-}" "${AGREED[$store:$item]}" "$store: the probe and a client agree about $item"
    done
done

# S3Mock knows rules for what becomes of uploads in parts.
query "select files.take_lease('s3mock')" >/dev/null
rule() { query "select concat_ws(' ', is_ok, current, done) from files.set_up_bucket('s3mock', apply => true) where item = 'multipart_rule'"; }
is "$(rule)" 't uploads in parts are aborted after 2 days written: rule pgfiles-abort-multipart' 's3mock: the rule is written and read back'
is "$(rule)" 't uploads in parts are aborted after 2 days' 's3mock: once'
done_testing

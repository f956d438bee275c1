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
    query "delete from pgfiles.entity_type where name in ($names)" "delete from pgfiles.bucket where name in ($names)"
}
trap 'put_back; finish' EXIT

# --- the stores -------------------------------------------------------------------------------------------------------
credential() { sed -n "s/^aws_$1 = //p" "$S3_CREDENTIALS_FILE"; }
s3mock=http://127.0.0.1:$(free_port) s3rver=http://127.0.0.1:$(free_port)
in_background env -i "$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.io.tmpdir="$C" \
    -Dhttp.port="${s3mock##*:}" -Dserver.port=0 -Dcom.adobe.testing.s3mock.store.initialBuckets=pgfiles \
    -jar "$S3MOCK" >"$C/s3mock.log" 2>&1
S3RVER_ACCESS_KEY_ID=$(credential access_key_id) S3RVER_SECRET_ACCESS_KEY=$(credential secret_access_key) \
    in_background node "$NPM/s3rver/node_modules/.bin/s3rver" --address 127.0.0.1 --port "${s3rver##*:}" --directory "$C/s3rver" --silent \
    --configure-bucket pgfiles >"$C/s3rver.log" 2>&1
install -d -m 0777 "$C/s3rver"
folder=${S3_FOLDER%/*}
rm -rf "$folder/stores"
as_cluster_user mkdir "$folder/stores"
add() {
    query "insert into pgfiles.bucket (name, s3_bucket, endpoint, is_path_style) values ('$1', '$2', '$3', true)" \
        "insert into pgfiles.entity_type (name, table_name) values ('$1', 'app.site')" \
        "insert into pgfiles.bucket_route (entity_type, bucket) values ('$1', '$1')"
}
answers() { [ "$(http_status "$1/pgfiles")" = 200 ]; }
until_true 's3rver answers' answers "$s3rver"
until_true 'S3Mock answers' answers "$s3mock"
add s3proxy-strict stores "$S3_ENDPOINT"
add s3proxy bare "$S3_ENDPOINT"
add s3mock pgfiles "$s3mock"
add s3rver pgfiles "$s3rver"

# --- what the worker's probe says of them, and what a client meets -----------------------------------------------------
query "insert into pgfiles.setting values ('web_origins', '{$ORIGIN}')"
query "select pgfiles.probe_buckets(array[$names])" >/dev/null
PHOTO=$(base64 -w 0 "$(photo)")
export PHOTO
bundle tools stores.ts program.mjs --format=esm --platform=node
PROGRAMS=()
for store in "${STORES[@]}"; do
    TOKEN=$("$STACK_DIR/jwt" "$LIFE_STACK" "{\"role\":\"authenticated\",\"user\":{\"organization_id\":\"acme\",\"user_id\":\"$store\"}}")
    API=$POSTGREST_URL TOKEN=$TOKEN in_background node "$C/program.mjs" "$store" >"$C/$store.found" 2>&1
    PROGRAMS+=($!)
done
wait "${PROGRAMS[@]}"

declare -A FOUND
for store in "${STORES[@]}"; do
    each "$(grep -v '^found' "$C/$store.found")"
    while IFS=$'\t' read -r _ promise cell; do FOUND[$store:$promise]=$cell; done < <(grep '^found' "$C/$store.found")
done
# seen STORE ITEM: what the probe says.
seen() { query "select is_ok from pgfiles.bucket_check where bucket = '$1' and item = '$2'"; }
# Where a client can try the same, both say the same.
while IFS=: read -r item promise; do
    for store in "${STORES[@]}"; do
        kept=f
        [ "${FOUND[$store:$promise]:-}" != yes ] || kept=t
        is "$(seen "$store" "$item")" "$kept" "$store, $promise: the probe agrees"
    done
done <<'END'
private_reads:a GET without a signature is refused
conditional_writes:a second PUT by the same URL is refused
ranges:a range is sent alone
response_overrides:a download has the name and type that its URL says
forms:a form is good for its key, sizes and type alone
END

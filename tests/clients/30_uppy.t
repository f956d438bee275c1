#!/usr/bin/env bash
# Uppy 4, 5 and 6 in a browser, on an origin of its own, with the code of docs/how-to/upload-large-files.md: a small file by one PUT, one of 12 MiB in
# parts, which Uppy cuts before it asks. UPPY_MIB=300 makes that one larger.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
BROWSER=$(command -v chromium || command -v google-chrome || true)
[ -n "$BROWSER" ] || skip_all 'no Chromium on this machine: apt-get install chromium'
MIB=${UPPY_MIB:-12}
need_npm
begin
limit=$(query "select max_bytes from pgfiles.bucket where name = 'main'")
query "update pgfiles.bucket set max_bytes = greatest(max_bytes, $MIB * 1048576) where name = 'main'"
put_back() { query "update pgfiles.bucket set max_bytes = $limit where name = 'main'"; }
trap 'put_back; finish' EXIT

# The page's blocks of JavaScript that have these words.
blocks_with() {
    perl -0777 -ne 'while (/^```js\n(.*?)^```/gms) { my $b = $1; print $b if $b =~ /$ENV{WORDS}/ }' \
        "$ROOT/docs/how-to/upload-large-files.md"
}
for version in 4 5 6; do
    page=$C/uppy$version
    mkdir "$page"
    words='const send = |const described = |getUploadParameters:'
    [ "$version" != 6 ] || words='const send = |const described = |signRequest:'
    {
        printf 'import Uppy from "@uppy/core";\nimport AwsS3 from "@uppy/aws-s3";\nimport { inParts, rpc, run } from "%s/uppy";\n' "$HERE"
        printf 'const uppy = inParts(new Uppy());\n'
        WORDS=$words blocks_with
        printf 'run(uppy);\n'
    } >"$page/source.js"
    bundle "uppy$version" "$page/source.js" "uppy$version/page.js" --define:API="'$POSTGREST_URL'" --define:TOKEN="'$TOKEN'" \
        --define:SITE="'$SITE'" --define:MIB="$MIB"
    # The server of the life-cycle tests says of all that it is no JPEG that it is HTML.
    { printf '<!doctype html><meta charset="utf-8"><script type="module">\n' && sed 's#</script>#<\\/script>#g' "$page/page.js" &&
        printf '</script>\n'; } >"$page/index.html"
    port=$(free_port)
    in_background perl "$ROOT/tests/lifecycle/page-server.pl" "$port" "$page"
    in_background "$BROWSER" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
        --user-data-dir="$page/profile" --enable-logging=stderr --no-proxy-server --remote-debugging-port=0 \
        "http://127.0.0.1:$port/" 2>"$page/console"
    browser=$!
    until_true "the page of Uppy $version reports" test -f "$page/report"
    each "$(sed "s/^\(not \)\{0,1\}ok /&Uppy $version: /" "$page/report")"
    kill "$browser"
    is "$(grep -o 'CONSOLE.*' "$page/console" || true)" '' "Uppy $version: nothing in the browser's console"
done
is_done() { [ "$(query "select count(*) from pgfiles.file where entity_id = '$SITE' and is_ready is null")" = 0 ]; }
until_true 'the worker has looked at all' is_done
is "$(query "select file_name, file_size, upload_method, status, count(*), count(distinct sha256) from pgfiles.file where entity_id = '$SITE'
    group by 1, 2, 3, 4 order by 1")" \
    "large.pdf|$((MIB * 1048576))|multipart|ready|3|1"$'\n''small.pdf|100000|put|ready|3|1' 'all of them are whole'
done_testing

#!/usr/bin/env bash
# The page of docs/how-to/build-a-page.md in a real browser, on an origin of its own: photos are chosen, go up with progress, and their thumbnails are
# shown; an upload that breaks off is made good; what the bucket does not take says so; the browser's console stays empty. Skipped, with the
# reason, where there is no Chromium.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
BROWSER=$(command -v chromium || command -v google-chrome || true)
[ -n "$BROWSER" ] || { printf '1..0 # SKIP no Chromium on this machine: apt-get install chromium\n' && exit 0; }
alone
P=$LIFE/page
finish() {
    local status=$?
    clean_up
    # The browser's own processes end a little after it.
    [ "$status" != 0 ] || [ "$FAILURES" != 0 ] || rm -rf "$P" 2>/dev/null || { sleep 1 && rm -rf "$P"; }
}
trap finish EXIT
rm -rf "$P"
mkdir -p "$P"
cp "$(photo)" "$P/photo.jpg"
SITE=$("$PG_BIN/psql" -XqAt -c "insert into app.site (organization_id, name) values ('acme', 'page') returning id")
TOKEN=$("$STACK_DIR/jwt" "$LIFE_STACK" "$ALICE")
{
    # Before the page: the second of all PUTs breaks off.
    cat <<'END'
<script>
let puts = 0;
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) { if (++puts === 2) this.onerror(); else send.call(this, body); };
</script>
END
    blocks html "$ROOT/docs/how-to/build-a-page.md" |
        sed "s#^const API = .*#const API = '$POSTGREST_URL', TOKEN = '$TOKEN', SITE = '$SITE';#"
    # Behind it: what a person does and sees.
    cat <<'END'
<script type="module">
const list = document.querySelector("ul"), input = document.querySelector("input"), seen = new Set();
new MutationObserver(() => { for (const line of list.children) seen.add(line.textContent); })
    .observe(list, { childList: true, subtree: true, characterData: true });
const photo = await (await fetch("photo.jpg")).blob();
const choose = (name, type) => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([photo], name, { type }));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change"));
};
const until = async (isSo) => { for (let i = 0; i < 600 && !isSo(); i++) await new Promise((go) => setTimeout(go, 100)); };
const shown = () => [...document.images].filter((image) => image.naturalWidth === 150).length;
choose("first.jpg", "image/jpeg");
await until(() => shown() >= 1);
choose("<b>second.jpg", "image/jpeg");
await until(() => shown() >= 2);
choose("page.html", "text/html");
await until(() => [...seen].some((line) => line.includes("not allowed")));
await fetch("report", { method: "POST", body: [...seen, `${shown()} thumbnails`].join("\n") });
</script>
END
} >"$P/index.html"
port=$(free_port)
in_background perl "$ROOT/tests/lifecycle/page-server.pl" "$port" "$P"
in_background "$BROWSER" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --user-data-dir="$P/profile" \
    --enable-logging=stderr --no-proxy-server --remote-debugging-port=0 "http://127.0.0.1:$port/" 2>"$P/console"
until_true 'the page reports' test -f "$P/report"
report=$(cat "$P/report")
like "$report" '2 thumbnails' 'two photos are shown, each 150 pixels wide'
like "$report" 'first.jpg: 100 %' 'progress is told'
like "$report" 'first.jpg: ready' 'and what became of it'
like "$report" '<b>second.jpg: connection lost' 'a lost connection is told, a name is no HTML'
like "$report" '<b>second.jpg: ready' 'and made good'
is "$("$PG_BIN/psql" -XqAt -c "select count(*), count(*) filter (where status = 'ready') from pgfiles.file where entity_id = '$SITE'")" '2|2' \
    'without a second row'
like "$report" 'page.html: File type not allowed .*image/' 'what is not taken says what is'
is "$(grep -o 'CONSOLE.*' "$P/console" | grep -v 'status of 415' || true)" '' 'nothing in the console'

# What runs scripts, in a bucket that takes it: each file in a frame of a page, by the URL of its row. One that runs tells the page. The same
# bytes as a page of their own show that it would.
psql() { "$PG_BIN/psql" -XqAt -c "$1"; }
ask() { curl --noproxy '*' -sS -m 20 -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$POSTGREST_URL/$1" "${@:2}"; }
psql "insert into pgfiles.bucket select (jsonb_populate_record(b, '{\"name\": \"active\", \"is_default\": false, \"allowed_types\": [\"text/*\", \"image/*\", \"application/*\"]}')).*
        from pgfiles.bucket b where b.is_default;
    insert into pgfiles.bucket_route (organization_id, bucket) values ('acme', 'active')"
unroute() {
    psql "delete from pgfiles.bucket_route where bucket = 'active'; delete from pgfiles.file where bucket = 'active';
        delete from pgfiles.doomed_object where bucket = 'active'; delete from pgfiles.bucket where name = 'active'" || true
    finish
}
trap unroute EXIT
RUN='<script>parent.postMessage(document.contentType, "*")</script>'
printf '<!DOCTYPE html>%s' "$RUN" >"$P/active.html"
printf '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html>' "$RUN" >"$P/active.xhtml"
printf '<svg xmlns="http://www.w3.org/2000/svg">%s</svg>' "$RUN" >"$P/active.svg"
printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%s' \
    '2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>' >"$P/active.pdf"
frames=''
for type in text/html application/xhtml+xml image/svg+xml application/pdf text/plain; do
    case $type in *xhtml*) file=active.xhtml ;; *svg*) file=active.svg ;; *pdf) file=active.pdf ;; *) file=active.html ;; esac
    request=$(ask rpc/generate_upload_url -d "{\"entity_type\": \"site\", \"entity_id\": \"$SITE\", \"file_name\": \"$file\", \"file_type\": \"$type\",
        \"file_size\": $(stat -c %s "$P/$file")}")
    put "$P/$file" "$request" >"$P/status"
    is "$(cat "$P/status")" 200 "$type goes up"
    id=$(jq -r .file_id <<<"$request")
    ask rpc/confirm_upload -d "{\"file_id\": \"$id\"}" >"$P/answer"
    is_done() { [ "$(ask "files?id=eq.$id&select=is_ready" | jq '.[0].is_ready')" != null ]; }
    until_true "$type is looked at" is_done
    ask "files?id=eq.$id&select=status,status_detail,download_url" >"$P/answer"
    url=$(jq -r '.[0].download_url // empty' "$P/answer")
    if [ "$type" = text/plain ]; then
        like "$(cat "$P/answer")" 'rejected.*the bytes are text/html' 'a page that is said to be a text is refused'
    else
        like "$url" '^http' "$type can be downloaded"
        frames+="<iframe src=\"${url//&/&amp;}\"></iframe>"
    fi
done
cp "$P/active.html" "$P/control.html"
printf '<!doctype html><script>
const said = [];
onmessage = (event) => said.push(event.origin === origin ? "control" : event.data);
onload = () => setTimeout(() => fetch("report", { method: "POST", body: said.join(" ") }), 2000);
</script><iframe src="control.html"></iframe>%s' "$frames" >"$P/frames.html"
rm "$P/report"
in_background "$BROWSER" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --user-data-dir="$P/frames" \
    --no-proxy-server --remote-debugging-port=0 "http://127.0.0.1:$port/frames.html" 2>"$P/console"
until_true 'the page reports' test -f "$P/report"
is "$(cat "$P/report")" control 'no file has run a script, which they do as pages of their own'
done_testing

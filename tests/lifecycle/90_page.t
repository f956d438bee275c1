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
done_testing

#!/usr/bin/env bash
# What CONTRIBUTING.md tells a newcomer, done in a copy of this checkout with a stack of its own: the change works, no file is touched that
# CONTRIBUTING does not name, and of what it names nothing can be forgotten without a test or check that says so.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

COPY=$LIFE/contributing
WALKS=$ROOT/tests/lifecycle/contributing
down_copy() { "$COPY/tests/stack/clean" >/dev/null 2>&1; }
rm -rf "$COPY"
mkdir -p "$COPY"
trap down_copy EXIT
(
    cd "$ROOT"
    git ls-files -z | xargs -0 cp --parents -t "$COPY"
    mkdir -p "$COPY/pljava-functions/target"
    cp pljava-functions/target/pgfiles.jar "$COPY/pljava-functions/target/"
)
touch "$COPY/pljava-functions/target/pgfiles.jar"
(ROOT=$COPY DEV=$COPY/.dev make_dev && cp -a "$DEV/settings" "$DEV/postgrest" "$DEV/s3proxy" "$COPY/.dev/") 2>/dev/null
cd "$COPY"

# add WALK: its files, and its lines.
add() {
    cp -r "$WALKS/$1"/* .
    rm lines
    local file anchor line
    while IFS='|' read -r file anchor line; do
        [[ $file != '#'* ]] || continue
        add_line "${file% }" "$(sed 's/^ //; s/ $//' <<<"$anchor")" "${line# }"
    done <"$WALKS/$1/lines"
}
add_line() {
    FILE=$1 ANCHOR=$2 LINE=$3 perl -i -ne \
        'if (!$done && index($_, $ENV{ANCHOR}) >= 0) { print "$ENV{LINE}\n"; $done = 1 } print; END { $done or exit 1 }' "$1" ||
        fail "$1 has no line with $2"
}
# forget FILE TEXT: takes its lines with a text away; remember FILE: brings them back.
forget() { cp "$1" "$LIFE/remembered" && grep -vF -- "$2" "$LIFE/remembered" >"$1"; }
remember() { cp "$LIFE/remembered" "$1"; }
tests() { tests/stack/run-tests "$@" 2>&1; }
checks() { tests/stack/run-checks --database "$@" 2>&1; }
touched() { diff -rq -x target -x build -x .dev "$ROOT" . | sed -nE "s#^Files .* and \./(.*) differ#\1#p; s#^Only in \.(/[^:]*)?: (.*)#\1/\2#p" | sed 's#^/##'; }
# named SECTION VERB_NOUN STORY: the files that a section of CONTRIBUTING names, for a function and a story of these names.
named() {
    awk -v title="## $1" '$0 == title { on = 1; next } /^## / { on = 0 } on' CONTRIBUTING.md |
        perl -ne 'print "$1\n" while /`([a-z_0-9]+\/[\w\/.*-]+)`/g' |
        sed "s#verb_noun#$2#; s#50_story#50_$3#; s#StoryTest#${3^}Test#"
}

# --- a function of the API -------------------------------------------------------------------------
add rpc
answer=$(tests 50_count CountTest)
like "$answer" 'in all: 4 passed, 0 failed' 'a function: its two tests pass' || diag "$answer"
answer=$(checks) || true
like "$answer" $'function files.count_files.*If this is meant: tests/stack/run-checks --accept' 'the schema snapshot asks whether it is meant'
like "$answer" $'### count_files.*docs/reference is out of date: run docs/generate' 'and the reference wants to be renewed'
checks --accept >/dev/null || true
(set -a; . .dev/test/env; set +a; docs/generate)
answer=$(checks)
is $? 0 'after the two commands the checks pass' || diag "$answer"
unnamed=$(comm -23 <(touched | sort) <(named 'Add a function to the API' count_files count | sort))
is "$unnamed" '' 'CONTRIBUTING names every file that was touched'
while IFS='|' read -r suite file text complaint; do
    forget "$file" "$text"
    like "$(tests "$suite")" "$complaint" "without its line in $file: $complaint"
    remember "$file"
done <<'END'
50_count|sql/90_grants/api_grant.sql|files.count_files|permission denied for function count_files
90_who|tests/pgtap/90_who_may_what.sql|files.count_files|has its line here.*files.count_files
END
done_testing

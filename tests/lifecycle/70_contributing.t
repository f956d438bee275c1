#!/usr/bin/env bash
# What CONTRIBUTING.md tells a newcomer, done in a copy of this checkout with a stack of its own, in a folder whose name has blanks and
# more, and into which nobody else may look: five changes, all at once. They work, no file is touched that CONTRIBUTING does not name for
# that change, and of what it names nothing can be forgotten without a test or check that says so. Places in Java are forgotten by
# OmissionsTest.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

COPY="$LIFE/a copy (ü)/contributing"
BEFORE=$LIFE/contributing.before
WALKS=$ROOT/tests/lifecycle/contributing
down_copy() {
    "$COPY/tests/stack/clean" >/dev/null 2>&1
    rm -rf "$BEFORE" "$(dirname "$COPY")"
}
rm -rf "$COPY" "$BEFORE"
mkdir -p "$COPY"
chmod 0700 "$(dirname "$COPY")"
trap down_copy EXIT
(
    cd "$ROOT"
    git ls-files -z | xargs -0 cp --parents -t "$COPY"
    cp -r "$COPY" "$BEFORE"
)
(ROOT=$COPY DEV=$COPY/.dev make_dev && cp -a "$DEV/settings" "$DEV/postgrest" "$DEV/s3proxy" "$COPY/.dev/") 2>/dev/null
cd "$COPY"

# add WALK: its files, and its lines: FILE | before the line that has TEXT | LINE, or FILE | instead of TEXT | TEXT.
add() {
    cp -r "$WALKS/$1"/* .
    rm lines
    local file place text
    while IFS='|' read -r file place text; do
        file=${file% } place=${place# } place=${place% } text=${text# }
        [[ $file != '#'* ]] || continue
        FILE=$file PLACE=$place TEXT=${text//\\n/$'\n'} perl -0777 -i -pe '
            my ($before, $anchor) = $ENV{PLACE} =~ /^(?:(before)|instead of) (.*)/s;
            my $at = index($_, $anchor);
            if ($at < 0) { warn "$ENV{FILE} has no line with $anchor\n"; $missing = 1 }
            elsif ($before) { substr($_, rindex($_, "\n", $at) + 1, 0, "$ENV{TEXT}\n") }
            else { substr($_, $at, length $anchor, $ENV{TEXT}) }
            END { exit 1 if $missing }' "$file" || fail "the change $1 does not fit"
    done <"$WALKS/$1/lines"
}
# of WALK: the files that it makes and touches.
of() {
    (cd "$WALKS/$1" && find . -type f -not -name lines -printf '%P\n')
    sed -E '/^#/d; s/ \|.*//' "$WALKS/$1/lines"
}
# forget FILE TEXT: takes its lines with a text away; remember FILE: brings them back.
forget() { cp "$1" "$LIFE/remembered" && grep -vF -- "$2" "$LIFE/remembered" >"$1"; }
remember() { cp "$LIFE/remembered" "$1"; }
tests() { tests/stack/run-tests "$@" 2>&1; }
checks() { tests/stack/run-checks --database "$@" 2>&1; }
touched() { diff -rq -x target -x build -x .dev "$BEFORE" . | sed -nE "s#^Files .* and \./(.*) differ#\1#p; s#^Only in \.(/[^:]*)?: (.*)#\1/\2#p" | sed 's#^/##'; }
# named SECTION...: the files that sections of CONTRIBUTING name, with the names that a walk gives to functions and stories.
named() {
    local section
    for section; do
        awk -v title="## $section" '$0 == title { on = 1; next } /^## / { on = 0 } on' CONTRIBUTING.md
    done | perl -ne 'print "$1\n" while /`([A-Za-z_0-9]+(?:\/[\w.*-]+)*\.\w+)`/g'
}
# unnamed WALK SECTION STORY: what a walk touches that its section does not name. A path of Java may be its last part.
unnamed() {
    of "$1" | sort -u | while read -r file; do
        named "$2" | sed "s#verb_noun#count_files#; s#_story#_$3#; s#/story#/search#; s#Story#${3^}#" | awk -v file="$file" \
            '$0 == file || substr(file, length(file) - length($0)) == "/" $0 { found = 1 } END { exit !found }' || printf '%s\n' "$file"
    done
}

while IFS='|' read -r walk section story; do
    add "$walk"
    is "$(unnamed "$walk" "$section" "$story")" '' "CONTRIBUTING, $section: names every file that is touched"
done <<'END'
rpc|Add a function to the API|count
setting|Add a setting|smallest
exif-field|Add a field of EXIF|
job-kind|Add a kind of job|etag
image-format|Add an image format|
END

answer=$(tests ExifParserTest ExifDataTest JobKindTest BatchPageTest EtagTest TypeSnifferTest MediaTypeTest \
    50_count 50_smallest 60_registered 60_etag CountTest ErrorContractTest) || true
like "$(tail -n 1 <<<"$answer")" 'in all: [0-9]+ passed, 0 failed' 'their tests pass'
[ "$FAILURES" = 0 ] || diag "$(grep -E 'not ok|FAIL|ERROR|^#|in all' <<<"$answer")"
answer=$(checks) || true
like "$answer" $'function files.count_files.*If this is meant: tests/stack/run-checks --accept' 'the schema snapshot asks whether it is meant'
like "$answer" $'### count_files.*docs/ is out of date: run docs/generate' 'and the reference wants to be renewed'
checks --accept >/dev/null || true
(set -a; . .dev/test/env; set +a; docs/generate)
status=0
answer=$(checks) || status=1
is "$status" 0 'after the two commands the checks pass'
is "$(tests/check/mentions)" '' 'and a page of the documentation names the function'
is "$(comm -13 <(for walk in "$WALKS"/*; do of "${walk##*/}"; done | sort -u) <(touched | sort))" \
    "$(printf '%s\n' docs/reference/{access,api,configuration,errors}.md tests/check/schema.txt)" 'which have renewed five files; nothing else is touched'

while IFS='|' read -r suite file text complaint; do
    forget "$file" "$text"
    like "$(tests "$suite")" "$complaint" "without its line in $file: $complaint"
    remember "$file"
done <<'END'
50_count|sql/90_grants/api_grant.sql|files.count_files|permission denied for function count_files
90_who|tests/pgtap/90_who_may_what.sql|files.count_files|has its line here.*files.count_files
50_smallest|sql/30_tables/error.sql|too_small|Unknown error code
END
forget docs/how-to/search.md files.count_files
is "$(tests/check/mentions)" 'count_files is named by no page of docs' 'without its line in docs/how-to/search.md'
remember docs/how-to/search.md
# As a build leaves it that was interrupted.
: >pljava-functions/target/pgfiles.jar
# A check knows the database as it was built last.
forget sql/30_tables/default_setting.sql upload_min_bytes
tests/stack/build
ok 'a jar that is only begun is built anew' "$JAVA_HOME/bin/jar" --list --file pljava-functions/target/pgfiles.jar
like "$(checks)" 'unknown_setting.*size_problem' 'without its line in sql/30_tables/default_setting.sql: asks for a setting that is not there'
remember sql/30_tables/default_setting.sql
done_testing

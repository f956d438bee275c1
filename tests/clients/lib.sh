# shellcheck shell=bash disable=SC2034
# Sourced by the tests of this folder: other people's clients, from npm and Debian, against the stack. What a machine lacks of them skips a
# test, which says so.
# shellcheck source=../lifecycle/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lifecycle/lib.sh"
HERE=$ROOT/tests/clients
NPM=$DEV/clients
C=$LIFE/$TEST

skip_all() {
    printf '1..0 # SKIP %s\n' "$*"
    exit 0
}
# What npm has, in the versions that are named here: of Uppy three that are in the field, which do not go together in one folder.
npm_packages() {
    cat <<'END'
tools esbuild@0.28.2 @supabase/postgrest-js@2.119.1
uppy4 @uppy/core@4.5.3 @uppy/aws-s3@4.3.2
uppy5 @uppy/core@5.2.0 @uppy/aws-s3@5.1.0
uppy6 @uppy/core@6.3.1 @uppy/aws-s3@6.3.1
s3rver s3rver@3.7.1
END
}
need_npm() {
    local folder packages
    command -v npm >/dev/null && command -v node >/dev/null || skip_all 'no npm on this machine: apt-get install npm'
    mkdir -p "$NPM"
    exec 7>"$NPM/lock"
    flock 7
    while read -r folder packages; do
        [ "$(cat "$NPM/$folder/complete" 2>/dev/null)" != "$packages" ] || continue
        rm -rf "${NPM:?}/$folder"
        # shellcheck disable=SC2086
        npm install --prefix "$NPM/$folder" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error $packages \
            </dev/null >"$NPM/$folder.log" 2>&1 || skip_all "npm could not install $packages: $(tail -n 1 "$NPM/$folder.log")"
        printf '%s\n' "$packages" >"$NPM/$folder/complete"
    done < <(npm_packages)
    exec 7>&-
}
# bundle FOLDER SOURCE TARGET [ESBUILD-ARGUMENT...]: TypeScript with the packages of a folder as one script.
bundle() {
    local source=$2
    [[ $source = /* ]] || source=$HERE/$source
    NODE_PATH=$NPM/$1/node_modules "$NPM/tools/node_modules/.bin/esbuild" "$source" --bundle --log-level=warning --outfile="$C/$3" "${@:4}"
}

# New in each run: what an earlier one left is not looked at.
begin() {
    alone
    rm -rf "$C"
    mkdir -p "$C"
    trap finish EXIT
    SITE=$(query "insert into app.site (organization_id, name) values ('acme', '$TEST') returning id")
    TOKEN=$("$STACK_DIR/jwt" "$LIFE_STACK" "$ALICE")
    export SITE TOKEN
}
finish() {
    local status=$?
    clean_up
    # A browser's own processes end a little after it.
    [ "$status" != 0 ] || [ "$FAILURES" != 0 ] || rm -rf "$C" 2>/dev/null || { sleep 1 && rm -rf "$C"; }
}
query() { local sql=(); for text; do sql+=(-c "$text"); done; "$PG_BIN/psql" -XqAt "${sql[@]}"; }
# each TEXT: "ok WHAT" or "not ok WHAT: WHY" in lines, as the programs of this folder print them.
each() {
    local line
    while IFS= read -r line; do
        case $line in
            'ok '*) result 0 "${line#ok }" ;;
            'not ok '*) result 1 "${line#not ok }" ;;
            ?*) diag "$line" ;;
        esac
    done <<<"$1"
}

#!/usr/bin/env bash
# A bucket that a DBA looks at and sets up in psql: at a store that knows no rules, and at one that does, refuses some, and leaves parts out.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
W=$LIFE/set-up
new_cluster set-up
new_app set-up
value() { sql set-up -c "select $1"; }
mode() { printf '%s\n' "$1" >"$W/mode"; }
mode pass
port=$(free_port)
in_background perl "$(dirname "${BASH_SOURCE[0]}")/faulty-proxy.pl" "$port" "${S3_ENDPOINT##*:}" "$W/mode"
proxy_passes() { [ "$(http_status "http://127.0.0.1:$port/")" = 403 ]; }
until_true 'the proxy listens' proxy_passes
sql set-up -c "update pgfiles.bucket set public_endpoint = endpoint, endpoint = 'http://127.0.0.1:$port'"
# set_up ARGUMENTS ITEM...: these rows, as psql shows them.
set_up() {
    local arguments=$1 items
    shift
    items=$(printf ",'%s'" "$@")
    sql set-up -c "select item, is_ok, current, done from files.set_up_bucket('main'$arguments) where item in (${items:1})" 2>&1
}
doctor() { value "string_agg(concat_ws(' ', subject, level, finding), e'\n' order by subject) from files.doctor() where code = 'set_up' and not is_ok"; }
lifecycle() { cat "$W/rules/lifecycle" 2>/dev/null || true; }

# S3Proxy has no rules.
is "$(set_up '' store region multipart_rule version_rule)" 'store|t|answers|
region|t|signatures for us-east-1 are taken|
multipart_rule||the store has nothing of the kind: HTTP 501 NotImplemented|
version_rule||the store has nothing of the kind: HTTP 501 NotImplemented|' 'a store that knows no rules is no fault'
is "$(set_up ", '{https://app.example.org}'" pages)" 'pages|t|pages of https://app.example.org upload and read|' 'its pages are tried'
is "$(doctor)" '' 'and the doctor has nothing to say of it'
is "$(find "$S3_FOLDER" -path '*/.pgfiles/probe/*' -type f)" '' 'nothing is left of the look'
like "$(set_up ', apply => true' store)" 'Lease not held' 'nobody writes before this database has the lease'
sql set-up -c "select files.take_lease('main')" >/dev/null
like "$(set_up ', apply => true' multipart_rule)" '501 NotImplemented\|$' 'nor what the store has not'

# One that has, and rules of somebody else.
mkdir "$W/rules"
mode "rules $W/rules"
others='<Rule><ID>logs</ID><Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule>'
printf '<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s</LifecycleConfiguration>' "$others" >"$W/rules/lifecycle"
printf '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>' >"$W/rules/versioning"
is "$(set_up '' multipart_rule version_rule)" 'multipart_rule|f|no rule for all objects says when uploads in parts are aborted|
version_rule|f|no rule for all objects says when replaced versions are deleted; markers that hide nothing stay|' 'rules that are missing are said'
like "$(doctor)" 'rule for uploads in parts of bucket main warning no rule' 'by the doctor, too'
before=$(lifecycle)
set_up '' store >/dev/null
is "$(lifecycle)" "$before" 'whoever looks writes nothing'

printf 'lifecycle\n' >"$W/rules/refuses"
is "$(set_up ', apply => true' multipart_rule)" \
    'multipart_rule|f|no rule for all objects says when uploads in parts are aborted|refused: HTTP 403 AccessDenied' 'what the store refuses is a row'
rm "$W/rules/refuses"
printf 'AbortIncompleteMultipartUpload\n' >"$W/rules/drops"
is "$(set_up ', apply => true' multipart_rule version_rule)" \
    'multipart_rule|f|no rule for all objects says when uploads in parts are aborted|the store has taken rule pgfiles-abort-multipart, and left out a part of it
version_rule|t|replaced versions are deleted after 35 days; markers that hide nothing go|written: rule pgfiles-old-versions' 'and what it leaves out'
rm "$W/rules/drops"
is "$(set_up ', apply => true' multipart_rule)" 'multipart_rule|t|uploads in parts are aborted after 2 days|written: rule pgfiles-abort-multipart' 'the rules are written'
like "$(lifecycle)" "$others" 'beside those of others'
is "$(doctor)" '' 'and the doctor is content'
before=$(lifecycle)
is "$(set_up ', apply => true' multipart_rule version_rule)" 'multipart_rule|t|uploads in parts are aborted after 2 days|
version_rule|t|replaced versions are deleted after 35 days; markers that hide nothing go|' 'once more it has nothing to do'
is "$(lifecycle)" "$before" 'and changes nothing'

# What a worker finds by itself.
sql set-up -c "delete from pgfiles.bucket_check"
rm "$W/rules/lifecycle"
sql set-up -c 'call pgfiles.run_worker(max_seconds => 0)' >/dev/null
like "$(doctor)" 'rule for uploads in parts of bucket main warning no rule' 'a worker looks each hour'
mode refuse
like "$(set_up '' store)" '^store\|f\|no answer\|$' 'a store that is away is a row'
done_testing

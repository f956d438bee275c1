#!/usr/bin/env bash
# The clients that the compatibility names exist for, in TypeScript, written after the documented contract: one that polls for its upload URL,
# one that asks once, and a grid with its own names of columns. They send what they always sent: an entity type Issue, no Accept-Profile.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_npm
begin
query "insert into pgfiles.entity_type (name, table_name) values ('Issue', 'app.site') on conflict do nothing"
PHOTO=$(base64 -w 0 "$(photo)")
export PHOTO
for program in polling grid; do bundle tools "$program.ts" "$program.mjs" --format=esm --platform=node; done
# The pair is in the schema files, too, for who uses it beside today's API.
API=$POSTGREST_URL each "$(API=$POSTGREST_URL node "$C/polling.mjs" 2>&1)"
another_postgrest "$C" files_legacy,files
each "$(API=$API node "$C/polling.mjs" 2>&1)"
each "$(API=$API node "$C/grid.mjs" 2>&1)"
is "$(curl --noproxy '*' -s "$API/files?select=id,status&entity_id=eq.$SITE&limit=1" -H "Authorization: Bearer $TOKEN" -H 'Accept-Profile: files' |
    jq -r '.[0].status')" ready "new clients choose today's names by a header"
is "$(curl --noproxy '*' -s "$API/rpc/request_upload_url" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
    -d "{\"p_entity_type\":\"Issue\",\"p_entity_id\":\"$SITE\",\"p_file_name\":\"a.jpg\",\"p_file_type\":\"image/jpeg\"}" | jq -r type)" string \
    'a call by names is not ambiguous, though SQL has the same function of a uuid'
is "$(query "set search_path = public, files_legacy" "set role authenticated" "set request.jwt.claims = '$ALICE'" \
    "select request_upload_url('Issue', '$SITE'::uuid, 'test.pdf', 'application/pdf') is not null" 2>&1 | tail -n 1)" t \
    'and SQL that has a uuid resolves it'
done_testing

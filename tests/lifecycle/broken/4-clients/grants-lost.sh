# shellcheck shell=bash disable=SC2034
symptom='403, 42501 `permission denied for function generate_upload_url`'
cause='somebody has revoked more than he wanted, or `drop owned by`'
cure='grant it again: the statement in `fix`'
code=api row='^grants of authenticated: [0-9]+ that belong to the access admin are gone, for example execute on function files.abort_multipart_upload: calls answer 42501$'
breaks() { q 'revoke execute on all functions in schema files from authenticated'; }
sees() { uploads; }
seen='^403 .*42501.*permission denied for function'

#!/usr/bin/env bash
# @supabase/postgrest-js as its users use it.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_npm
begin
PHOTO=$(base64 -w 0 "$(photo)")
export PHOTO
bundle tools postgrest_js.ts program.mjs --format=esm --platform=node
each "$(API=$POSTGREST_URL node "$C/program.mjs" 2>&1)"
done_testing

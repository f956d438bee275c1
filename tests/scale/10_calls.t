#!/usr/bin/env bash
# A grown installation costs per call what a small one costs, whatever the planner's statistics say: every call is counted, in rows and
# index entries read and in pages, and keeps to an allowance for each file that it is about. Nothing here is timed.
# FILES: how many there are; SOME: how many a batch or a page has.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scale_server
count_calls "${FILES:-12000}" "${SOME:-5}"
while IFS=$'\t' read -r is_ok name diagnosis; do
    result "$([ "$is_ok" = t ]; echo $?)" "$name"
    [ "$is_ok" = t ] || diag "${diagnosis//\\n/$'\n'}"
done < <(sql scale -c 'copy (select * from scale.tests()) to stdout')
done_testing

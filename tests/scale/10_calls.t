#!/usr/bin/env bash
# A grown installation costs per call what a small one costs, whatever the planner's statistics say: every call of tests/scale/calls.sql is
# counted, in rows and index entries read and in pages, and keeps to an allowance for each file that it is about. Nothing is timed.
#
# FILES: how many there are. SOME: how many a batch or a page has: few, since the planner weighs them against an organization's files, which
# in most installations are more than here.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scale_server
count_calls "${FILES:-16000}" "${SOME:-5}"
tests app tests
done_testing

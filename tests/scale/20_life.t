#!/usr/bin/env bash
# The last upload of a life costs what the first one did, also where nobody vacuums: UPLOADS of them, and what workers make of them.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scale_server
live "${UPLOADS:-2000}"
tests life life_tests
done_testing

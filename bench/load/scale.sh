#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# A million tokens in PostgreSQL and in SQLite, and many changes per second with many followers. How to read it: ../README.md
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
root=$(cd "$here/../.." && pwd)
tokens=1000000 used=100000 rate=1000 seconds=30 followers=10 gateway_dir=

usage() {
    cat <<'TEXT'
Usage: bench/load/scale.sh [--tokens N] [--used N] [--rate N] [--seconds N] [--followers N] [--gateway-dir DIR] [--help]

Measures a store with a very large number of tokens, first in SQLite, then in a separate PostgreSQL server with default settings:
verification with an empty cache, list pages, creating tokens, and a gateway whose cache holds all tokens in use. Then, in another
database: the delay with which followers see changes written at a constant rate, whether it grows, and the duration of lookups
meanwhile. The followers are the product's own, all in one process. Prints tables.

  --tokens N         tokens in the store (1000000)
  --used N           tokens in use, which the gateway caches (100000)
  --rate N           changes per second (1000)
  --seconds N        duration of the writes (30)
  --followers N      nodes that follow them (10)
  --gateway-dir DIR  a published gateway to measure instead of building this tree

Exit code: 0 every promise was kept, 1 failure or a broken promise, 2 usage error or a missing program.

Examples:
  bench/load/scale.sh
  bench/load/scale.sh --tokens 2000 --used 500 --rate 100 --seconds 3 --followers 2    # a quick check that it runs
TEXT
}

stress() {
    dotnet "$work/stress/TokenGateway.Stress.dll" "$@" --gateway-dir "$gateway_dir" 2>>"$work/stress.log" || broken=1
}

parse_numbers "--tokens --used --rate --seconds --followers" "$@"
begin nginx-light nginx postgresql pg_createcluster
publish_gateway
publish bench/TokenGateway.Stress stress
# shellcheck source=postgresql.sh
source "$here/postgresql.sh"
start_postgresql
create_database tokens
create_database changes
broken=0

echo "# Scale, $(date -u +'%Y-%m-%d %H:%M') UTC"
echo
describe_run
echo "- PostgreSQL $("$postgresql/postgres" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/') with its defaults, the gateway and the clients on this machine"
echo
stress store --tokens "$tokens" --used "$used"
stress store --tokens "$tokens" --used "$used" --postgres "$(connection_to tokens)"
stress changes --rate "$rate" --seconds "$seconds" --followers "$followers" --postgres "$(connection_to changes)"
((broken == 0)) || fail_with_log "a promise was broken, or a run could not be made" "$work/stress.log"

#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# A million tokens in PostgreSQL and in SQLite, and many changes a second with many followers. How to read it: ../README.md
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
root=$(cd "$here/../.." && pwd)
tokens=1000000 used=100000 rate=1000 seconds=30 followers=10 gateway_dir=

usage() {
    cat <<'TEXT'
Usage: bench/load/scale.sh [--tokens N] [--used N] [--rate N] [--seconds N] [--followers N] [--gateway-dir DIR] [--help]

Measures a store with very many tokens, first SQLite, then a PostgreSQL of its own with its defaults: verification with nothing
cached, pages of lists, creating tokens, and a gateway that caches as many tokens as are used. Then, in another database, how late
followers know of changes that are written at a steady rate, whether that grows, and how long look-ups take meanwhile. The
followers are the product's, all in one process. Prints tables.

  --tokens N         tokens in the store (1000000)
  --used N           tokens that are used, which the gateway caches (100000)
  --rate N           changes a second (1000)
  --seconds N        how long they are written (30)
  --followers N      nodes that follow them (10)
  --gateway-dir DIR  a published gateway, to measure that in place of this tree's

Exit code: 0 measured, and every promise was kept; 1 something failed or a promise was broken; 2 usage or something is missing.

Examples:
  bench/load/scale.sh
  bench/load/scale.sh --tokens 2000 --used 500 --rate 100 --seconds 3 --followers 2    # does it run at all
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

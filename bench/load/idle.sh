#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# The cost of an idle gateway, next to bare YARP in the same minute. How to read it: ../README.md
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
root=$(cd "$here/../.." && pwd)
seconds=60 settle=100 requests=2000 gateway_dir=

usage() {
    cat <<'TEXT'
Usage: bench/load/idle.sh [--seconds N] [--settle N] [--requests N] [--gateway-dir DIR] [--help]

Starts bare YARP and the gateway (SQLite, access log on), sends requests to each, waits, and measures the processor
time of both over the same period without requests. Prints a table.

  --seconds N        duration of the measurement (60)
  --settle N         seconds between the last request and the measurement (100); until then the JIT
                     recompiles code
  --requests N       requests to each before that (2000)
  --gateway-dir DIR  a published gateway to measure instead of building this tree

Exit code: 0 success, 1 failure, 2 usage error or a missing program.

Examples:
  bench/load/idle.sh
  bench/load/idle.sh --seconds 600
TEXT
}

# send NAME : sends a request over one connection.
send() {
    local url
    url=$(url_of "$1")/orders/42
    for ((i = 0; i < requests; i++)); do printf 'url = "%s"\noutput = /dev/null\n' "$url"; done |
        curl --silent --fail --noproxy '*' -H "Authorization: Bearer $(<"$work/one.tokens")" --config - ||
        fail_with_log "requests through $1 failed" "$work/$1.log"
}

# line NAME TICKS
line() {
    awk -v name="$1" -v ticks="$2" -v hertz="$(getconf CLK_TCK)" -v seconds="$seconds" -v rss="$(awk '/^VmRSS/ { print $2 }' "/proc/${pid_of[$1]}/status")" \
        'BEGIN { printf "| %s | %.2f s | %.2f %% | %.0f MB |\n", name, ticks / hertz, 100 * ticks / hertz / seconds, rss / 1024 }'
}

parse_numbers "--seconds --settle --requests" "$@"
begin nginx-light nginx curl curl
publish_gateway
seed_store
publish bench/load/BareYarp bare
start_bare bare
start_gateway gateway
for name in bare gateway; do send "$name"; done
echo "no requests for $((settle + seconds)) s" >&2
sleep "$settle"
bare_before=$(cpu_ticks "${pid_of[bare]}")
gateway_before=$(cpu_ticks "${pid_of[gateway]}")
sleep "$seconds"
bare_ticks=$(($(cpu_ticks "${pid_of[bare]}") - bare_before))
gateway_ticks=$(($(cpu_ticks "${pid_of[gateway]}") - gateway_before))

echo "# Idle, $(date -u +'%Y-%m-%d %H:%M') UTC"
echo
describe_run
echo "- Run: $requests requests to each, $settle s without any, then $seconds s measured"
echo
echo "| what | processor time | of a core | RSS |"
echo "|---|---:|---:|---:|"
line bare "$bare_ticks"
line gateway "$gateway_ticks"

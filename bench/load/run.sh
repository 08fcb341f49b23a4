#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# The cost of the gateway: whole processes next to each other in one run. How to read the table: ../README.md
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
root=$(cd "$here/../.." && pwd)
readonly kinds='direct|bare|gateway|mixed|headers|nolog|limit|shared|leased|stored|second'
rounds=10 seconds=5 bare=3 mixed=${MIXED:-200} connections=64 only=direct,bare,gateway,mixed,headers,nolog,limit,shared,leased,stored,second gateway_dir=

usage() {
    cat <<'TEXT'
Usage: bench/load/run.sh [--rounds N] [--seconds N] [--bare N] [--mixed N] [--connections N] [--only LIST]
                         [--gateway-dir DIR] [--help]

Measures in alternating turns, in reverse order every other round: a fast upstream directly, several processes of bare
YARP, and the fully secured gateway. Writes bench/load/results/<date>.md (also to standard output) and <date>.csv.
Requires wrk, nginx, redis-server and postgresql; installs them on Debian.

  --rounds N         measured rounds, after a warm-up round (10)
  --seconds N        duration of a turn (5)
  --bare N           processes of bare YARP; the spread between them is the noise level (3)
  --mixed N          tokens in the mixed turn; also the variable MIXED (200)
  --connections N    connections of wrk, all on one thread (64)
  --only LIST        a subset of direct,bare,gateway,mixed,headers,nolog,limit,shared,leased,stored,second (all)
  --gateway-dir DIR  a published gateway to measure instead of building this tree

Exit code: 0 success, 1 failure, 2 usage error or a missing program.

Examples:
  bench/load/run.sh                                   # the figures to quote, about 8 minutes
  bench/load/run.sh --rounds 2 --seconds 2            # a quick check that it runs
  bench/load/run.sh --only bare --bare 6 --rounds 20  # measures the noise of this machine
TEXT
}

parse_arguments() {
    while (($# > 0)); do
        case $1 in
            --help | -h) usage && exit 0 ;;
            --rounds | --seconds | --bare | --mixed | --connections)
                take_number "$1" "${2:-}"
                ;;
            --only)
                [[ ${2:-} =~ ^($kinds)(,($kinds))*$ ]] ||
                    refuse "--only takes some of ${kinds//|/,}"
                only=$2
                ;;
            --gateway-dir)
                take_gateway_dir "${2:-}"
                ;;
            *) refuse "unknown argument: $1" ;;
        esac
        shift 2
    done
}

wanted() {
    [[ ,$only, == *",$1,"* ]]
}

wanted_gateway() {
    wanted gateway || wanted mixed || wanted headers || wanted nolog || wanted limit || wanted_redis || wanted stored
}

wanted_redis() {
    wanted shared || wanted leased || wanted second
}

wanted_many() {
    wanted mixed || wanted stored || wanted second
}

start_targets() {
    local i
    if wanted_gateway; then
        publish_gateway
        seed_store
        ! wanted_many || create_tokens "$work/seed/gateway.json" "$mixed" "$work/mixed.tokens"
    fi
    if wanted bare; then
        publish bench/load/BareYarp bare
        for ((i = 1; i <= bare; i++)); do start_bare "bare-$i"; done
        ! wanted mixed || start_bare mixedbare
        ! wanted headers || start_bare headersbare
    fi
    ! wanted gateway || start_gateway gateway
    ! wanted mixed || start_gateway mixed
    ! wanted headers || start_gateway headers
    ! wanted limit || start_gateway limit
    ! wanted_redis || start_redis
    ! wanted shared || start_gateway shared
    ! wanted leased || start_gateway leased
    if wanted stored || wanted second; then seed_postgresql; fi
    ! wanted stored || start_gateway stored
    ! wanted second || start_gateway second
    ! wanted nolog || start_gateway nolog Serilog__MinimumLevel__Override__TokenGateway.AccessLog=Warning
}

# The gateways run between the bare processes, so that a slow minute of the machine affects both.
list_turns() {
    local gateways=() i name
    for name in gateway mixed headers nolog limit shared leased stored second; do ! wanted "$name" || gateways+=("$name"); done
    turns=()
    ! wanted direct || turns+=(direct)
    for ((i = 1; i <= bare || i <= ${#gateways[@]}; i++)); do
        if wanted bare && ((i <= bare)); then turns+=("bare-$i"); fi
        ((i > ${#gateways[@]})) || turns+=("${gateways[i - 1]}")
    done
    if wanted bare && wanted mixed; then turns+=(mixedbare); fi
    if wanted bare && wanted headers; then turns+=(headersbare); fi
}

# run_round NUMBER : round 0 is the warm-up.
run_round() {
    local order=("${turns[@]}") i
    if (($1 % 2 == 1)); then
        for i in "${!turns[@]}"; do order[i]=${turns[${#turns[@]} - 1 - i]}; done
    fi
    echo "round $1 of $rounds: ${order[*]}" >&2
    for i in "${!order[@]}"; do
        take_turn "$1" $((i + 1)) "${order[i]}"
    done
}

# take_turn ROUND TURN TARGET : writes one line of CSV.
take_turn() {
    local target=$3 tokens=$work/one.tokens client=program before after output requests duration p50 p99 failed
    case $target in mixed | mixedbare | stored | second) tokens=$work/mixed.tokens ;; esac
    [[ $target != headers && $target != headersbare ]] || client=browser
    : >"$work/$target.log"
    before=$(cpu_ticks "${pid_of[$target]}")
    output=$(timeout --foreground $((seconds + 20)) wrk -t1 -c"$connections" -d"${seconds}s" --timeout 5s -s "$here/requests.lua" \
        "$(url_of "$target")" -- "$tokens" "$client") || fail "wrk failed on $target: $output"
    # Work that the process still does for these requests (a background log) is part of their cost.
    sleep 0.3
    after=$(cpu_ticks "${pid_of[$target]}")
    read -r requests duration p50 p99 failed < <(sed -n 's/^RESULT //p' <<<"$output")
    ((failed == 0 && requests > 0)) || fail_with_log "$target: $failed of $requests requests failed" "$work/$target.log"
    (($1 == 0)) || record "$@"
}

# Uses take_turn's variables. Direct has no proxy whose CPU time would count.
record() {
    awk -v OFS=, -v round="$1" -v turn="$2" -v target="$3" -v n="$requests" -v us="$duration" -v p50="$p50" -v p99="$p99" \
        -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" 'BEGIN {
            cpu = target == "direct" ? "" : sprintf("%.3f", ticks / hertz * 1e6 / n)
            print round, turn, target, n, sprintf("%.3f", us / 1e6), sprintf("%.1f", n / us * 1e6), p50, p99, cpu
        }' >>"$csv"
}

report() {
    echo "# Load, $(date -u +'%Y-%m-%d %H:%M') UTC"
    echo
    describe_run
    echo "- Run: $rounds rounds of $seconds s, one thread, $connections connections; upstream nginx, 100 bytes, all on this machine"
    echo
    awk -v mixed="$mixed" -f "$here/summarize.awk" "$csv"
}

parse_arguments "$@"
begin wrk wrk nginx-light nginx curl curl redis-server redis-server postgresql pg_createcluster openssl openssl
# shellcheck source=postgresql.sh
source "$here/postgresql.sh"

start_targets
list_turns
mkdir -p "$here/results"
stamp=$(date -u +%Y-%m-%dT%H%M%SZ)
csv=$here/results/$stamp.csv
echo "round,turn,target,requests,seconds,requests_per_second,p50_us,p99_us,cpu_us_per_request" >"$csv"
for ((round = 0; round <= rounds; round++)); do
    run_round "$round"
done
report | tee "$here/results/$stamp.md"

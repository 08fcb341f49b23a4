#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# The time until the gateway forwards its first request, and its memory when idle, next to bare YARP. How to read it: ../README.md
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
root=$(cd "$here/../.." && pwd)
starts=10 rest=30 gateway_dir=

usage() {
    cat <<'TEXT'
Usage: bench/load/start.sh [--starts N] [--rest N] [--gateway-dir DIR] [--help]

Starts bare YARP and the gateway (SQLite, access log on) in turn, and measures the time from the start of the process
until it has forwarded a request, and its memory some time after that request, in total and without file-backed pages. Prints a table.

  --starts N         starts of each (10), after a warm-up of each
  --rest N           seconds between the response and the memory measurement (30)
  --gateway-dir DIR  a published gateway to measure instead of building this tree

Exit code: 0 success, 1 failure, 2 usage error or a missing program.

Examples:
  bench/load/start.sh
  bench/load/start.sh --starts 3 --rest 5    # a quick check that it runs
TEXT
}

# answered NAME : whether a request through it gets 200; starts no process, whose start would be measured as well.
answered() {
    local token line=""
    token=$(<"$work/one.tokens")
    { exec 3<>"/dev/tcp/127.0.0.1/${port_of[$1]}"; } 2>/dev/null || return 1
    printf 'GET /orders/42 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n' "$token" >&3
    read -r -t 10 line <&3 || true
    exec 3>&-
    [[ $line == "HTTP/1.1 200"* ]]
}

# time_start NAME COMMAND... : stores the milliseconds in $elapsed.
time_start() {
    local name=$1 begun deadline=$((SECONDS + ready_within))
    begun=$(date +%s%N)
    start "$@"
    until answered "$name"; do
        ((SECONDS < deadline)) && kill -0 "${pid_of[$name]}" 2>/dev/null || fail_with_log "$name did not answer within $ready_within s" "$work/$name.log"
        sleep 0.005
    done
    elapsed=$((($(date +%s%N) - begun) / 1000000))
}

# memory_of NAME : total memory, and without file-backed pages, which the system reclaims under pressure; in MB.
memory_of() {
    awk '/^VmRSS/ { all = $2 } /^RssAnon|^RssShmem/ { own += $2 } END { print int(all / 1024), int(own / 1024) }' "/proc/${pid_of[$1]}/status"
}

end() {
    kill "${pid_of[$1]}"
    wait "${pid_of[$1]}" 2>/dev/null || true
    unset "pid_of[$1]"
}

# one_start ROUND : starts both, each alone on the machine.
one_start() {
    time_start bare dotnet "$work/bare/BareYarp.dll" --contentRoot "$work/bare" --urls "$(url_of bare)" \
        --ReverseProxy:Clusters:upstream:Destinations:a:Address="$(url_of direct)/"
    local bare_time=$elapsed
    time_start gateway dotnet "$gateway_dir/tokengateway.dll" serve --config "$work/gateway/gateway.json"
    (($1 > 0)) || {
        end bare
        end gateway
        return 0
    }
    sleep "$rest"
    echo "$bare_time $elapsed $(memory_of bare) $(memory_of gateway)" >>"$work/starts"
    end bare
    end gateway
}

# line NAME COLUMN_OF_TIME COLUMN_OF_MEMORY : the column after that of the memory is the part without file-backed pages.
line() {
    local -a times memories own
    mapfile -t times < <(cut -d' ' -f"$2" "$work/starts" | sort -n)
    mapfile -t memories < <(cut -d' ' -f"$3" "$work/starts" | sort -n)
    mapfile -t own < <(cut -d' ' -f"$(($3 + 1))" "$work/starts" | sort -n)
    echo "| $1 | ${times[starts / 2]} ms | ${times[0]}-${times[-1]} | ${memories[starts / 2]} MB | ${memories[0]}-${memories[-1]} | ${own[starts / 2]} MB |"
}

parse_numbers "--starts --rest" "$@"
begin nginx-light nginx
publish_gateway
seed_store
publish bench/load/BareYarp bare
free_port 'port_of[bare]'
free_port 'port_of[gateway]'
free_port management
cp -r "$work/seed" "$work/gateway"
# shellcheck disable=SC2154 # free_port sets it
write_gateway_config "$work/gateway/gateway.json" "${port_of[gateway]}" "$management"
for ((i = 0; i <= starts; i++)); do
    echo "start $i of $starts" >&2
    one_start "$i"
done

echo "# Start, $(date -u +'%Y-%m-%d %H:%M') UTC"
echo
describe_run
echo "- Run: $starts starts of each, memory (RSS) $rest s after the first answer"
echo
echo "| what | first answer | min-max | memory | min-max | without pages of files |"
echo "|---|---:|---:|---:|---:|---:|"
line "bare YARP" 1 3
line gateway 2 5

#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# Three nodes on one PostgreSQL and one Redis: revocation, shared limits, throughput. How to read it: ../README.md
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
root=$(cd "$here/../.." && pwd)
revocations=50 seconds=10 gateway_dir=

usage() {
    cat <<'TEXT'
Usage: bench/load/cluster.sh [--revocations N] [--seconds N] [--gateway-dir DIR] [--help]

Starts PostgreSQL, pgbouncer, Redis, three gateways and nginx on this machine, and measures from outside: how long a token
deleted on node 1 is still accepted on any node (by default, without Redis, without notifications, through pgbouncer), how
many requests a shared limit of 100 per second admits on three nodes, how long a node that is cut off from PostgreSQL still
accepts requests, and requests per second of 1, 2 and 3 nodes. Prints tables.

  --revocations N    tokens deleted per case (50)
  --seconds N        duration of each limit and throughput measurement (10)
  --gateway-dir DIR  a published gateway to measure instead of building this tree

Exit code: 0 success, 1 failure, 2 usage error or a missing program.

Examples:
  bench/load/cluster.sh
  bench/load/cluster.sh --revocations 3 --seconds 2    # a quick check that it runs
TEXT
}

readonly nodes="node1 node2 node3" grace=5

start_pgbouncer() {
    free_port 'port_of[pgbouncer]'
    cat >"$work/pgbouncer.ini" <<INI
[databases]
gateway = host=127.0.0.1 port=${port_of[postgresql]} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port_of[pgbouncer]}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 200
INI
    start pgbouncer $(as_whom) pgbouncer "$work/pgbouncer.ini"
    await_port pgbouncer
}

# A relay between node 3 and PostgreSQL that can be cut; a process group, because it forks per connection.
start_relay() {
    free_port 'port_of[relay]'
    start relay setsid socat "TCP-LISTEN:${port_of[relay]},bind=127.0.0.1,fork,reuseaddr" "TCP:127.0.0.1:${port_of[postgresql]}"
    await_port relay
}

# write_node FILE EDGE MANAGEMENT STORE_PORT NOTIFICATIONS MODE PERMITS
write_node() {
    write_gateway_config "$1" "$2" "$3"
    sed -i \
        -e "s#\"Store\": .*#\"Store\": { \"Provider\": \"PostgreSql\", \"ConnectionString\": \"Host=127.0.0.1;Port=$4;Username=postgres;Database=gateway\", \"Notifications\": $5, \"OutageGrace\": \"${grace}s\" },#" \
        -e 's#"Tokens": {.*#"Tokens": { "MaxPerUser": 1000000 }, "Throttle": { "FailedAttempts": 1000000 },#' \
        -e "s#\"Credentials\"#\"Audit\": { \"Key\": \"$(printf '%064d' 7)\" }, \"Redis\": { \"ConnectionString\": \"127.0.0.1:${port_of[redis]}\" },\n    \"RateLimits\": { \"standard\": { \"By\": \"owner\", \"Permits\": $7, \"Window\": \"1s\", \"Mode\": \"$6\" } },\n    &#" \
        -e 's#"Roles": {#&\n      "Administrators": { "Rank": 30, "Permissions": ["*"], "Realms": ["*"], "Manages": ["tokens"] },#' \
        -e 's#"Access": \[#"RateLimits": ["standard"],\n          &#' "$1"
    # The last section has no trailing comma.
    python3 - "$1" <<'PY'
import re, sys
text = open(sys.argv[1]).read()
open(sys.argv[1], "w").write(re.sub(r",(\s*[}\]])", r"\1", text))
PY
}

# start_nodes NOTIFICATIONS MODE PERMITS [POSTGRESQL] : starts all three; node 3 uses the relay unless another port is given.
start_nodes() {
    local name store
    for name in $nodes; do
        store=${port_of[${4:-postgresql}]}
        [[ $name != node3 || -n ${4:-} ]] || store=${port_of[relay]}
        mkdir -p "$work/$name"
        free_port "port_of[$name]"
        free_port management
        # shellcheck disable=SC2154 # free_port sets it
        port_of[$name.management]=$management
        write_node "$work/$name/gateway.json" "${port_of[$name]}" "$management" "$store" "$1" "$2" "$3"
    done
    [[ -n ${administrator:-} ]] || make_users
    for name in $nodes; do
        start "$name" dotnet "$gateway_dir/tokengateway.dll" serve --config "$work/$name/gateway.json"
    done
    for name in $nodes; do await "$name" "$alice"; done
}

stop_nodes() {
    local name
    for name in $nodes; do
        kill "${pid_of[$name]}"
        wait "${pid_of[$name]}" 2>/dev/null || true
        unset "pid_of[$name]"
    done
}

make_users() {
    cli user create --id ada --role Administrators >/dev/null
    cli user create --id alice --role Engineers >/dev/null
    administrator=$(cli token create --user ada --name bench --manages tokens --json | sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
    alice=$(cli token create --user alice --name bench --json | sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
}

cli() {
    dotnet "$gateway_dir/tokengateway.dll" "$@" --config "$work/node1/gateway.json" 2>"$work/cli.log" || fail_with_log "'$1 $2' failed" "$work/cli.log"
}

edges() {
    echo "${port_of[node1]},${port_of[node2]},${port_of[node3]}"
}

revoke() {
    echo "revocations: $1" >&2
    echo "| $1 | $(python3 "$here/cluster.py" revocations "$(edges)" "${port_of[node1.management]}" "$administrator" "$revocations") |"
}

# count_limit MODE
count_limit() {
    local accepted failed name
    echo "limit: $1" >&2
    start_nodes true "$1" 100
    for name in $nodes; do : >"$work/$name.log"; done
    read -r accepted failed < <(python3 "$here/cluster.py" limit "$(edges)" "$alice" "$seconds")
    echo "| $1 | $accepted | $((100 * seconds + 100)) | $failed | $(cat "$work"/node[123].log | grep -c '"event":"RedisLost"') |"
}

balance() {
    local count=$1 name servers=""
    for name in $(tr ' ' '\n' <<<"$nodes" | head -n "$count"); do servers+="server 127.0.0.1:${port_of[$name]}; "; done
    cat >"$work/balancer.conf" <<CONF
daemon off;
worker_processes 1;
pid $work/balancer.pid;
events { worker_connections 4096; }
http {
    access_log off;
    client_body_temp_path $work/nginx/body2;
    proxy_temp_path $work/nginx/proxy2;
    fastcgi_temp_path $work/nginx/fastcgi2;
    uwsgi_temp_path $work/nginx/uwsgi2;
    scgi_temp_path $work/nginx/scgi2;
    upstream gateways { $servers keepalive 128; }
    server {
        listen 127.0.0.1:${port_of[balancer]};
        location / { proxy_pass http://gateways; proxy_http_version 1.1; proxy_set_header Connection ""; }
    }
}
CONF
    start balancer nginx -p "$work/nginx" -c "$work/balancer.conf" -e "$work/nginx/balancer.log"
    await balancer "$alice"
    echo "$alice" >"$work/alice.tokens"
    wrk -t1 -c64 -d"${seconds}s" --timeout 5s -s "$here/requests.lua" "$(url_of balancer)" -- "$work/alice.tokens" program >"$work/wrk.log" || fail_with_log "wrk failed" "$work/wrk.log"
    awk -v count="$count" '/^RESULT/ { printf "| %d | %.0f | %.2f | %d |\n", count, $2 / ($3 / 1e6), $5 / 1000, $6 }' "$work/wrk.log"
    kill "${pid_of[balancer]}"
    wait "${pid_of[balancer]}" 2>/dev/null || true
    unset "pid_of[balancer]"
}

stop() {
    kill "${pid_of[$1]}"
    wait "${pid_of[$1]}" 2>/dev/null || true
    unset "pid_of[$1]"
}

parse_numbers "--revocations --seconds" "$@"
begin nginx-light nginx wrk wrk redis-server redis-server postgresql pg_createcluster pgbouncer pgbouncer socat socat python3 python3 curl curl
publish_gateway
# shellcheck source=postgresql.sh
source "$here/postgresql.sh"
start_postgresql
create_database gateway
start_pgbouncer
start_relay
start_redis
free_port 'port_of[balancer]'

echo "# Several nodes, $(date -u +'%Y-%m-%d %H:%M') UTC"
echo
describe_run
echo "- Three gateways, PostgreSQL, Redis, upstream and client on this machine"
echo
echo "| a token deleted on node 1, $revocations times | p50 ms | max ms | failed requests |"
echo "|---|---:|---:|---:|"
start_nodes true Exact 10000000
revoke "as it is"
echo >"$work/throughput"
for count in 1 2 3; do balance "$count" >>"$work/throughput"; done
stop redis
revoke "Redis stopped"
stop_nodes
start_redis
start_nodes false Exact 10000000
revoke "no notifications"
stop redis
revoke "no notifications, Redis stopped"
stop_nodes
start_redis
start_nodes false Exact 10000000 pgbouncer
revoke "through pgbouncer"
stop_nodes

echo
echo "| a limit of 100/s with a burst of 100, $seconds s, three nodes | accepted | exact | failed requests | Redis taken for lost |"
echo "|---|---:|---:|---:|---:|"
count_limit Exact
stop_nodes
count_limit Leased
stop_nodes

echo
start_nodes true Exact 10000000
echo "- Node 3 cut off from PostgreSQL (\`OutageGrace\` $grace s): the last request that it accepted began $(python3 "$here/cluster.py" cut "${port_of[node3]}" "$alice" $((grace + 5)) "${pid_of[relay]}") s after the cut."
unset "pid_of[relay]"
echo
echo "| nodes behind one nginx, two cores for everything | requests/s | p99 ms | failed |"
echo "|---|---:|---:|---:|"
grep '^|' "$work/throughput"

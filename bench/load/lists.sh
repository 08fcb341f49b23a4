#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# The duration of token lists with many tokens in the store: the pages of the REST API and of the portal. How to read it: ../README.md
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
root=$(cd "$here/../.." && pwd)
tokens=10000 requests=100 gateway_dir=

usage() {
    cat <<'TEXT'
Usage: bench/load/lists.sh [--tokens N] [--requests N] [--gateway-dir DIR] [--help]

Imports tokens of 100 owners into a new store, starts the gateway, and requests pages of the token list sequentially as an
administrator: through the API with a token, and in the portal with a session. Prints a table of times.

  --tokens N         tokens in the store (10000)
  --requests N       requests of each kind (100), after a warm-up request
  --gateway-dir DIR  a published gateway to measure instead of building this tree

Exit code: 0 success, 1 failure, 2 usage error or a missing program.

Examples:
  bench/load/lists.sh
  bench/load/lists.sh --tokens 100000
TEXT
}

cli() {
    dotnet "$gateway_dir/tokengateway.dll" "$@" --config "$work/lists/gateway.json" 2>"$work/cli.log" || fail_with_log "'$1 $2' failed" "$work/cli.log"
}

fill_store() {
    local owner
    echo "importing $tokens tokens" >&2
    cli user create --id ada --role Administrators >/dev/null
    printf 'correct horse battery\n' | cli user set-password ada --password-stdin >/dev/null
    for owner in $(seq 1 100); do printf '%s\n' "owner$owner"; done >"$work/owners"
    while read -r owner; do
        cli user create --id "$owner" --role Users </dev/null >/dev/null
    done <"$work/owners"
    {
        echo "sha256,owner,name,expiresAt"
        awk -v tokens="$tokens" 'BEGIN {
            srand(7)
            for (i = 1; i <= tokens; i++)
                printf "%08x%08x%08x%08x%032x,owner%d,service %d of team %d,%s\n", rand() * 2^31, rand() * 2^31, rand() * 2^31, rand() * 2^31, i,
                    i % 100 + 1, i, i % 37, i % 3 ? "2099-0" (i % 9 + 1) "-01T00:00:00Z" : ""
        }'
    } >"$work/tokens.csv"
    cli token import "$work/tokens.csv" >/dev/null
    administrator=$(cli token create --user ada --name lists --manages tokens --json | sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
}

# Stores the cookies of a session in $work/jar.
sign_in() {
    local page
    page=$(curl --silent --fail --noproxy '*' -c "$work/jar" "$portal/sign-in")
    curl --silent --fail --noproxy '*' -b "$work/jar" -c "$work/jar" -o /dev/null \
        --data-urlencode "__RequestVerificationToken=$(sed -n 's/.*name="__RequestVerificationToken" type="hidden" value="\([^"]*\)".*/\1/p' <<<"$page" | head -n 1)" \
        --data-urlencode user=ada --data-urlencode "password=correct horse battery" "$portal/sign-in"
}

# line NAME PATH CURL_ARGUMENT... : the times of sequential requests over one connection.
line() {
    local name=$1 path=$2
    shift 2
    for ((i = 0; i <= requests; i++)); do printf 'url = "%s"\noutput = /dev/null\n' "$portal$path"; done |
        curl --silent --noproxy '*' "$@" --write-out '%{http_code} %{time_starttransfer}\n' --config - >"$work/times" || fail_with_log "requests failed" "$work/lists.log"
    ! grep -qv '^200 ' "$work/times" || fail_with_log "a request for $path was not answered with 200" "$work/lists.log"
    tail -n +2 "$work/times" | cut -d' ' -f2 | sort -n |
        awk -v name="$name" '{ ms[NR] = $1 * 1000 } END { printf "| %s | %.1f | %.1f | %.1f |\n", name, ms[int(NR / 2) + 1], ms[int(NR * 0.99)], ms[NR] }'
}

parse_numbers "--tokens --requests" "$@"
begin nginx-light nginx
publish_gateway
mkdir -p "$work/lists/data"
free_port 'port_of[lists]'
free_port management
# shellcheck disable=SC2154 # free_port sets it
write_gateway_config "$work/lists/gateway.json" "${port_of[lists]}" "$management"
sed -i 's|"Roles": {|&\n      "Administrators": { "Rank": 30, "Permissions": ["*"], "Realms": ["*"], "Manages": ["tokens"] },|' "$work/lists/gateway.json"
portal=http://localhost:$management
fill_store
start lists dotnet "$gateway_dir/tokengateway.dll" serve --config "$work/lists/gateway.json"
await lists "$administrator"
sign_in

echo "# Lists, $(date -u +'%Y-%m-%d %H:%M') UTC"
echo
describe_run
echo "- Run: $tokens tokens of 100 owners; $requests requests of each kind, one after another"
echo
echo "| page of 50 | p50 ms | p99 ms | max ms |"
echo "|---|---:|---:|---:|"
api=(-H "Authorization: Bearer $administrator")
line "API, newest" "/api/v1/tokens?limit=50" "${api[@]}"
line "API, by name" "/api/v1/tokens?limit=50&sort=name" "${api[@]}"
line "API, by last use" "/api/v1/tokens?limit=50&sort=lastUsed" "${api[@]}"
line "API, of one owner" "/api/v1/tokens?limit=50&owner=owner7" "${api[@]}"
line "API, never expire" "/api/v1/tokens?limit=50&neverExpires=true" "${api[@]}"
page=(-b "$work/jar")
line "portal" "/tokens" "${page[@]}"
line "portal, by name" "/tokens?sort=name" "${page[@]}"
line "portal, search that finds one" "/tokens?q=service+4242+of" "${page[@]}"
line "portal, search that finds nothing" "/tokens?q=no+such+token" "${page[@]}"

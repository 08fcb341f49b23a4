# shellcheck shell=bash
# Sourced at the start of a run (common.sh): starts, awaits, measures and ends the processes of a run. Everything listens on loopback.

: "${work:?the folder of the run}"

declare -gA pid_of=() port_of=()
readonly ready_within=30 # seconds

# A free port, below the range that the kernel uses for outgoing connections.
free_port() {
    local -n into=$1
    local taken=" ${port_of[*]} " candidate
    for _ in {1..200}; do
        candidate=$((RANDOM % 10000 + 20000))
        [[ $taken != *" $candidate "* ]] || continue
        if ! (: <>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then
            # shellcheck disable=SC2034 # a name reference: the caller's variable
            into=$candidate
            return 0
        fi
    done
    fail "no free port between 20000 and 30000"
}

# start NAME COMMAND... : runs it in the background, with its output in $work/NAME.log (appended, so that it can be truncated).
start() {
    local name=$1
    shift
    "$@" >>"$work/$name.log" 2>&1 &
    pid_of[$name]=$!
}

# await NAME TOKEN : waits until it forwards a request with that token.
await() {
    local name=$1 token=$2 deadline=$((SECONDS + ready_within)) status=none
    while ((SECONDS < deadline)); do
        kill -0 "${pid_of[$name]}" 2>/dev/null || break
        status=$(status_of "$name" -H "Authorization: Bearer $token")
        [[ $status != 200 ]] || return 0
        sleep 0.1
    done
    tail -n 20 "$work/$name.log" >&2
    fail "$name did not answer 200 within $ready_within s (last: $status)"
}

# status_of NAME CURL_ARGUMENTS... : the status of GET /orders/42, 000 without a response.
status_of() {
    local name=$1
    shift
    curl --silent --noproxy '*' --max-time 5 --output /dev/null --write-out '%{http_code}' "$@" "$(url_of "$name")/orders/42" || true
}

url_of() {
    echo "http://127.0.0.1:${port_of[$1]}"
}

# The user and system time of a process, all its threads, in clock ticks. The command's name, which may contain spaces, ends at the last
# parenthesis; utime and stime are the 12th and 13th field after it.
cpu_ticks() {
    local line fields
    line=$(<"/proc/$1/stat")
    read -ra fields <<<"${line##*) }"
    echo $((fields[11] + fields[12]))
}

end_all() {
    local pid
    ((${#pid_of[@]} > 0)) || return 0
    kill "${pid_of[@]}" 2>/dev/null || true
    for pid in "${pid_of[@]}"; do
        for _ in {1..100}; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
    done
}

# shellcheck shell=bash
# What a page's commands find: the program, a terminal of its own for what serves, and a curl that says when it failed.
# Its settings come before it: __page (the folder), __program (tokengateway.dll), __edge, __management, __probe (ports).
set -Eeuo pipefail
__work=$__page/.run
__at=start
cd "$__page"

unset ${!TOKENGATEWAY_@}
export EDITOR=true
export Kestrel__Endpoints__Edge__Url=http://127.0.0.1:$__edge
export Kestrel__Endpoints__Management__Url=http://127.0.0.1:$__management

trap 'echo "$__at: failed: $BASH_COMMAND" >&2' ERR
trap '__end' EXIT

__end() {
    local id
    [[ -f $__work/ids ]] || return 0
    while read -r id; do kill -KILL "$id" 2>/dev/null || true; done <"$__work/ids"
    rm "$__work/ids"
    while __healthy; do sleep 0.05; done
}

__healthy() { command curl -s -o /dev/null "http://127.0.0.1:$__management/healthz"; }

tokengateway() {
    case ${1:-} in
        demo) __serve "$@" --edge-port "$__edge" --management-port "$__management" ;;
        serve) __serve "$@" ;;
        *) command dotnet "$__program" "$@" ;;
    esac
}

# What is built here is what the page would build.
dotnet() {
    if [[ "$*" == "run --project src/TokenGateway -- "* ]]; then
        shift 4
        tokengateway "$@"
    else
        command dotnet "$@"
    fi
}

# As in another terminal. A page may paste what the demo prints to paste.
__serve() {
    local log=$__work/$1.log id
    command dotnet "$__program" "$@" >"$log" 2>&1 </dev/null &
    id=$!
    echo "$id" >>"$__work/ids"
    for ((i = 0; i < 1200; i++)); do
        if ! kill -0 "$id" 2>/dev/null; then
            cat "$log" >&2
            return 1
        fi
        if [[ $1 == demo ]]; then
            ! grep -q 'Ctrl+C ends it' "$log" || break
        elif __healthy; then
            break
        fi
        sleep 0.05
    done
    [[ $1 != demo ]] || eval "$(grep -o 'export TGW_TOKEN=.*' "$log")"
}

curl() {
    local code=0
    __settle
    command curl -sS --max-time 60 "$@" -w '%{stderr}\n%{http_code}\n' 2>"$__work/curl" || code=$?
    tail -n 1 "$__work/curl" >"$__work/status"
    ((code == 0)) || sed '$d' "$__work/curl" >&2
    return "$code"
}

# A status that the page does not state must be a good one.
__settle() {
    local status
    [[ -f $__work/status ]] || return 0
    status=$(<"$__work/status")
    __forget
    ((10#$status < 400)) || __wrong "curl was answered with $status"
}

__status() {
    local status
    status=$(<"$__work/status")
    __forget
    [[ $status == "$1" ]] || __wrong "curl was answered with $status, and the page says $1"
}

__exit() {
    [[ $1 == "$2" ]] || __wrong "exit code $2, and the page says $1"
    __forget
}

__forget() { rm -f "$__work/status"; }

__failed() {
    cat "$1" >&2
    __wrong "the command failed"
}

__wrong() {
    echo "$__at: $1" >&2
    exit 1
}

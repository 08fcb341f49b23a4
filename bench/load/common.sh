# shellcheck shell=bash
# Sourced by run.sh and idle.sh: how they fail, and what they say of the machine.

fail() {
    echo "${0##*/}: $1" >&2
    exit 1
}

# fail_with_log WHAT FILE
fail_with_log() {
    tail -n 20 "$2" >&2
    fail "$1"
}

# Needs root, work, gateway_dir and load_before, the load average before anything was started.
describe_run() {
    # shellcheck disable=SC2154
    echo "- Commit: $(commit)$([[ $gateway_dir == "$work/published" || -z $gateway_dir ]] || echo "; the gateway is another build (--gateway-dir)")"
    echo "- Machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), Linux $(uname -r)," \
        "load average at the start $load_before"
    echo "- Runtime: $(dotnet --list-runtimes | sed -n 's/^\(Microsoft.AspNetCore.App [^ ]*\).*/\1/p' | tail -n 1)"
}

commit() {
    local changed=""
    [[ -z $(git -C "$root" status --porcelain 2>/dev/null) ]] || changed=" with uncommitted changes"
    echo "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)$changed"
}

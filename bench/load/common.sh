# shellcheck shell=bash
# shellcheck source-path=SCRIPTDIR
# Sourced by run.sh, idle.sh, lists.sh, start.sh, cluster.sh and scale.sh: argument parsing, setup, failures, and the description of the machine.

refuse() {
    echo "${0##*/}: $1 (bench/load/${0##*/} --help)" >&2
    exit 2
}

# take_number OPTION VALUE : sets the variable of that name.
take_number() {
    [[ $2 =~ ^[1-9][0-9]{0,6}$ ]] || refuse "$1 needs a positive number"
    printf -v "${1#--}" %s "$2"
}

# parse_numbers OPTIONS ARGUMENT... : OPTIONS, separated by spaces, take numbers; every script has --gateway-dir and --help.
parse_numbers() {
    local options=" $1 "
    shift
    while (($# > 0)); do
        case $1 in
            --help | -h) usage && exit 0 ;;
            --gateway-dir) take_gateway_dir "${2:-}" ;;
            *)
                [[ $options == *" $1 "* ]] || refuse "unknown argument: $1"
                take_number "$1" "${2:-}"
                ;;
        esac
        shift 2
    done
}

# take_gateway_dir VALUE
take_gateway_dir() {
    [[ -f $1/tokengateway.dll ]] || refuse "--gateway-dir takes a folder with tokengateway.dll"
    gateway_dir=$(cd "$1" && pwd)
}

# begin [PACKAGE PROGRAM]... : installs what is missing, creates the working directory of the run, which is removed at the end together
# with everything that was started, and starts the upstream. Needs here and root.
begin() {
    # shellcheck source=../../.ci/packages.sh disable=SC2154
    source "$root/.ci/packages.sh"
    while (($# > 0)); do
        need "$1" "$2"
        shift 2
    done
    need_sdk
    get_needed

    load_before=$(cut -d' ' -f1 /proc/loadavg)
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
    work=$(mktemp -d)
    # shellcheck source=processes.sh disable=SC2154
    source "$here/processes.sh"
    # shellcheck source=targets.sh
    source "$here/targets.sh"
    trap 'end_all; rm -rf "$work"' EXIT
    trap 'exit 130' INT TERM
    echo none >"$work/one.tokens"
    start_upstream
}

fail() {
    echo "${0##*/}: $1" >&2
    exit 1
}

# fail_with_log WHAT FILE
fail_with_log() {
    tail -n 20 "$2" >&2
    fail "$1"
}

# Needs root, work, gateway_dir and load_before, the load average before the run started anything.
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

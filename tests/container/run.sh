#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# Builds the image and tries it as it is meant to run: read-only, without rights, as nobody in particular.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

usage() {
    cat <<'TEXT'
Usage: tests/container/run.sh [--engine docker|podman|buildah] [--pull] [--help]

Builds the image of the gateway and the one of the sample API and checks: the user, the health check, a proxied
200 and 401 with a token that is made inside, the read-only root, who owns what, what it says without a
configuration, that SIGTERM ends it with 0, that the store outlives the container.

  --engine NAME  default: the first of docker, podman, buildah that can run the runtime image
                 (buildah: as root; the image is then run in namespaces of its own with unshare)
  --pull         fetch base images that are not here; without it nothing is fetched
  SDK_IMAGE, RUNTIME_IMAGE  (environment) base images other than those of the Dockerfile
  NUGET_CONFIG   (environment) a NuGet.Config for the build, passed as a secret

Exit code: 0 all checks passed, 1 one failed, 2 usage, 3 it did not run (one line says why).

Examples:
  tests/container/run.sh
  tests/container/run.sh --engine podman --pull
TEXT
}

engines=(docker podman buildah) pull=false
parse_arguments() {
    while (($# > 0)); do
        case $1 in
            --engine)
                [[ ${2:-} =~ ^(docker|podman|buildah)$ ]] || refuse "--engine needs one of docker, podman, buildah"
                engines=("$2")
                shift
                ;;
            --pull) pull=true ;;
            --help | -h) usage && exit 0 ;;
            *) refuse "unknown argument: $1" ;;
        esac
        shift
    done
}

refuse() {
    echo "run.sh: $1 (tests/container/run.sh --help)" >&2
    exit 2
}

did_not_run() {
    echo "container checks did not run: $1"
    exit 3
}

default_of() {
    sed -n "s/^ARG $1=//p" "$root/Dockerfile"
}

choose_engine() {
    local reasons=()
    for engine in "${engines[@]}"; do
        # shellcheck source=docker.sh source=buildah.sh
        source "$here/$([[ $engine == buildah ]] && echo buildah || echo docker).sh"
        if ! command -v "$engine" >/dev/null; then
            reasons+=("no $engine")
        elif why=$(why_not); then
            reasons+=("$engine: $why")
        else
            return 0
        fi
    done
    did_not_run "$(printf '%s; ' "${reasons[@]}" | sed 's/; $//')"
}

checks=0 failures=0
check() {
    local what=$1
    shift
    checks=$((checks + 1))
    if "$@" >"$work/check" 2>&1; then
        echo "ok      $what"
    else
        echo "FAILED  $what" >&2
        tail -n 5 "$work/check" | sed 's/^/        /' >&2
        failures=$((failures + 1))
    fi
}

is() { [[ $1 == "$2" ]] || { echo "expected '$2', got '$1'" && return 1; }; }
says() { grep -F -- "$1" <<<"$2" || { echo "expected '$1' in: $2" && return 1; }; }
lacks() { ! grep -F -- "$1" <<<"$2"; }
is_empty() { [[ -z $1 ]] || { echo "$1" && return 1; }; }

healthy_within() {
    local deadline=$((SECONDS + $1))
    until in_gateway tokengateway healthcheck; do
        ((SECONDS < deadline)) || return 1
        sleep 0.2
    done
}

status() { fetch -s -o /dev/null -w '%{http_code}' "$@"; }
refuses_to_write() { ! in_gateway touch "$1"; }

check_at_rest() {
    local said code=0
    said=$(once serve 2>&1) || code=$?
    check "without a configuration: exit code 3" is "$code" 3
    check "... and the fix" says "/etc/tokengateway" "$said"
    check "the program runs in it" says "tokengateway $(default_of VERSION)" "$(once --version)"
    # Everything outside /data belongs to root, and nobody else can change it.
    check "nothing of it is the user's to change" is_empty "$(look 'find /app /etc/tokengateway /usr/local -user app')"
    check "nothing is everybody's to change" is_empty \
        "$(look 'find / -xdev \( -path /proc -o -path /sys -o -path /dev \) -prune -o ! -type l -perm -0002 ! -perm -1000 -print 2>/dev/null')"
    check "no sources, symbols, settings" is_empty \
        "$(look 'find /app /etc/tokengateway /data -name "*.pdb" -o -name "*.cs" -o -name "*.csproj" -o -name "appsettings*" -o -name "*.db"')"
    check "/data is the user's alone" is "$(look 'stat -c "%u:%g %a" /data')" "1654:1654 700"
}

check_running() {
    local token edge
    check "healthy within 60 s" healthy_within 60
    check "/readyz answers" in_gateway tokengateway healthcheck --url http://127.0.0.1:8081/readyz
    check "runs as user 1654" is "$(in_gateway id -u)" 1654
    check "process 1 is that user's, without rights" says "0000000000000000" "$(in_gateway grep -E 'CapBnd' /proc/1/status)"
    edge=$(edge_address)
    for place in / /tmp /app /etc/tokengateway; do
        check "$place cannot be written to" refuses_to_write "${place%/}/x"
    done
    check "a user can be made inside" in_gateway tokengateway user create erik --email erik@example.com --role Engineers
    token=$(in_gateway tokengateway token create --user erik --name container 2>/dev/null) || true
    check "... and a token" test -n "$token"
    check "without a token: 401" is "$(status "$edge/orders")" 401
    check "with it: 200" is "$(status -H "Authorization: Bearer $token" "$edge/orders")" 200
    check "the API is told who asks" says '"user":"erik"' "$(fetch -s -H "Authorization: Bearer $token" "$edge/orders")"
    stop_gateway
    check "SIGTERM ends it with 0" is "$ended_with" 0
    check "the log holds no token" lacks "$token" "$(gateway_log)"
    check "the log has no warning that is of no use" lacks DataProtection "$(gateway_log)"

    start_gateway
    check "healthy again within 60 s" healthy_within 60
    edge=$(edge_address)
    check "the store outlived the container" is "$(status -H "Authorization: Bearer $token" "$edge/orders")" 200
    stop_gateway
    check "SIGTERM ends it with 0, again" is "$ended_with" 0
}

parse_arguments "$@"
sdk_image=${SDK_IMAGE:-$(default_of SDK_IMAGE)}
runtime_image=${RUNTIME_IMAGE:-$(default_of RUNTIME_IMAGE)}
build_arguments=(--build-arg "SDK_IMAGE=$sdk_image" --build-arg "RUNTIME_IMAGE=$runtime_image")
[[ -z ${NUGET_CONFIG:-} ]] || build_arguments+=(--secret "id=nugetconfig,src=$NUGET_CONFIG")
name=tgw-check-$$
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
choose_engine
trap 'clean_up >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
echo "building with $engine"
for target in sample-upstream gateway; do
    build "$target" >"$work/build" 2>&1 || { cat "$work/build" >&2 && echo "FAILED  the image does not build" >&2 && exit 1; }
done
check_at_rest
start_upstream
start_gateway
check_running
echo "$((checks - failures)) checks passed, $failures failed ($engine)"
((failures == 0))

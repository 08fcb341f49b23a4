# shellcheck shell=bash disable=SC2034
# Sourced by run.sh: how docker and podman build and run. Their command lines are the same but for what is named here.
# It leaves the exit code of a stopped gateway in ended_with.
: "${engine:?}" "${name:?}" "${root:?}" "${runtime_image:?}" "${sdk_image:?}" "${pull:?}"

hardened=(--read-only --cap-drop ALL --security-opt no-new-privileges)
flags_of_build=()
if [[ $engine == podman ]]; then
    # OCI's own format knows no HEALTHCHECK; and podman would make /tmp writable.
    flags_of_build=(--format docker)
    hardened+=(--read-only-tmpfs=false)
fi

why_not() {
    local image why
    if ! why=$("$engine" info 2>&1); then
        tail -n 1 <<<"$why" && return 0
    fi
    for image in "$sdk_image" "$runtime_image"; do
        [[ $pull != true ]] || "$engine" pull -q "$image" >/dev/null 2>&1 || true
        "$engine" image inspect "$image" >/dev/null 2>&1 || { echo "no image $image (--pull fetches it)" && return 0; }
    done
    ! why=$("$engine" run --rm --entrypoint true "$runtime_image" 2>&1) && echo "cannot run containers: $(tail -n 1 <<<"$why")"
}

build() {
    # The arguments are run.sh's.
    # shellcheck disable=SC2154
    "$engine" build "${flags_of_build[@]}" "${build_arguments[@]}" --target "$1" -t "$name-$1" "$root"
}

once() { "$engine" run --rm "${hardened[@]}" "$name-gateway" "$@"; }
look() { "$engine" run --rm --entrypoint sh "$name-gateway" -c "$1"; }

start_upstream() {
    "$engine" network create "$name" >/dev/null
    "$engine" volume create "$name" >/dev/null
    "$engine" run -d --name "$name-upstream" --network "$name" --network-alias upstream "${hardened[@]}" "$name-sample-upstream" >/dev/null
}

start_gateway() {
    "$engine" rm -f "$name" >/dev/null 2>&1 || true
    "$engine" run -d --name "$name" --network "$name" -p 127.0.0.1::8080 "${hardened[@]}" \
        -v "$root/config/compose:/etc/tokengateway:ro" -v "$name:/data" "$name-gateway" >/dev/null
}

edge_address() { echo "http://$("$engine" port "$name" 8080 | head -n 1)"; }

in_gateway() { "$engine" exec "$name" "$@"; }
fetch() { curl --max-time 20 "$@"; }
gateway_log() { "$engine" logs "$name" 2>&1; }

stop_gateway() {
    "$engine" stop -t 40 "$name" >/dev/null
    ended_with=$("$engine" inspect --format '{{.State.ExitCode}}' "$name")
}

clean_up() {
    "$engine" rm -f "$name" "$name-upstream"
    "$engine" volume rm "$name"
    "$engine" network rm "$name"
    "$engine" rmi "$name-gateway" "$name-sample-upstream"
}

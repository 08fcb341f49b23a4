# shellcheck shell=bash disable=SC2034
# Sourced by run.sh: buildah builds; the image is run with unshare, in namespaces of its own and with a read-only root,
# where there is no engine that could. Nothing of the machine is seen inside but /dev.
# It leaves the exit code of a stopped gateway in ended_with.
: "${name:?}" "${root:?}" "${work:?}" "${runtime_image:?}" "${sdk_image:?}" "${pull:?}"

export BUILDAH_ISOLATION=${BUILDAH_ISOLATION:-chroot}

why_not() {
    local image
    ((EUID == 0)) || { echo "needs root" && return 0; }
    command -v ip >/dev/null || { echo "needs the command 'ip'" && return 0; }
    for image in "$sdk_image" "$runtime_image"; do
        [[ $pull != true ]] || buildah pull -q "$image" >/dev/null 2>&1 || true
        buildah inspect --type image "$image" >/dev/null 2>&1 || { echo "no image $image (--pull fetches it)" && return 0; }
    done
    ! unshare --mount --pid --net --fork true 2>/dev/null && echo "namespaces of its own are not allowed here"
}

build() {
    [[ -e /run/netns/$name ]] || { ip netns add "$name" && ip -n "$name" link set lo up; }
    # The arguments are run.sh's.
    # shellcheck disable=SC2154
    buildah bud --format docker --layers "${build_arguments[@]}" --target "$1" -t "$name-$1" "$root"
    buildah from --pull-never --name "$name-$1" "$name-$1"
    local rootfs
    rootfs=$(buildah mount "$name-$1")
    echo "127.0.0.1 localhost upstream" >"$rootfs/etc/hosts"
    mkdir -p "$work/$1" "$work/data"
    chown 1654:1654 "$work/data"
    ln -s "$rootfs" "$work/$1/rootfs"
    buildah inspect --format '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' "$name-$1" | grep '=' >"$work/$1/env"
    buildah inspect --format '{{range .OCIv1.Config.Entrypoint}}{{println .}}{{end}}' "$name-$1" | grep . >"$work/$1/entrypoint"
}

# contained IMAGE ro|rw COMMAND...: what an engine does: mounts, then neither rights nor the way back to them.
contained() {
    local image=$1 access=$2 environment rootfs
    shift 2
    rootfs=$(readlink "$work/$image/rootfs")
    mapfile -t environment <"$work/$image/env"
    # shellcheck disable=SC2016
    ip netns exec "$name" unshare --mount --pid --fork --kill-child sh -c '
        set -e
        rootfs=$1 access=$2 data=$3 config=$4
        shift 4
        mount --bind "$rootfs" "$rootfs"
        [ "$access" = rw ] || mount -o remount,bind,ro "$rootfs"
        mount -t proc proc "$rootfs/proc"
        mount --bind /dev "$rootfs/dev"
        [ -z "$data" ] || mount --bind "$data" "$rootfs/data"
        [ -z "$config" ] || { mount --bind "$config" "$rootfs/etc/tokengateway" && mount -o remount,bind,ro "$rootfs/etc/tokengateway"; }
        exec env -i "$@"' sh "$rootfs" "$access" "${data:-}" "${config:-}" \
        "${environment[@]}" chroot "$rootfs" sh -c 'cd /app && exec "$@"' sh \
        setpriv --reuid 1654 --regid 1654 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
}

once() { contained gateway ro tokengateway "$@"; }
look() { contained gateway rw sh -c "$1"; }

start_upstream() {
    local command
    mapfile -t command <"$work/sample-upstream/entrypoint"
    contained sample-upstream ro "${command[@]}" >"$work/upstream.log" 2>&1 &
    upstream=$!
}

start_gateway() {
    local command
    mapfile -t command <"$work/gateway/entrypoint"
    data=$work/data config=$root/config/compose contained gateway ro "${command[@]}" serve >"$work/gateway.log" 2>&1 &
    gateway=$!
}

edge_address() { echo http://127.0.0.1:8080; }

# The process that is number 1 inside: the child of unshare, which the subshell has become or has started.
inside() {
    local process=$1 child
    while child=$(pgrep -P "$process"); do process=$child; done
    echo "$process"
}

in_gateway() {
    local environment
    mapfile -t environment <"$work/gateway/env"
    nsenter --target "$(inside "$gateway")" --mount --pid --net --root --wd \
        --setuid 1654 --setgid 1654 env -i "${environment[@]}" "$@"
}

fetch() { ip netns exec "$name" curl --max-time 20 "$@"; }
gateway_log() { cat "$work/gateway.log"; }

stop_gateway() {
    ended_with=0
    kill -TERM "$(inside "$gateway")"
    wait "$gateway" || ended_with=$?
}

clean_up() {
    local one
    for one in "${gateway:-}" "${upstream:-}"; do
        [[ -z $one ]] || kill -KILL "$(inside "$one")"
    done
    wait
    ip netns delete "$name"
    for one in gateway sample-upstream; do
        buildah umount "$name-$one"
        buildah rm "$name-$one"
        buildah rmi "$name-$one"
    done
}

# shellcheck shell=bash
# Sourced by the scripts that need programs a bare Debian machine may not have.
#
#   need DEBIAN_PACKAGE COMMAND   notes the package if the command is not there
#   need_sdk                      notes the .NET SDK of global.json if it is not there
#   get_needed                    installs what was noted; where it cannot, names all of it at once and exits 2

export PATH="$PATH:/usr/sbin:/sbin"

needed_packages=()
needed_by_hand=()

need() {
    command -v "$2" >/dev/null || needed_packages+=("$1")
}

need_sdk() {
    local wanted
    wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json")
    # In the repository's folder, because that is where the SDK honours global.json.
    (cd "$root" && dotnet --version) >/dev/null 2>&1 || needed_by_hand+=("the .NET SDK $wanted or later (the command 'dotnet')")
}

get_needed() {
    local as_root=()
    if ((${#needed_packages[@]} > 0)); then
        if ! command -v apt-get >/dev/null; then
            give_up "this is not Debian: install by hand what the Debian packages below contain"
        elif ((EUID != 0)) && ! sudo -n true 2>/dev/null; then
            give_up "neither root nor 'sudo' without a password: cannot install"
        fi
    fi
    ((${#needed_by_hand[@]} == 0)) || give_up "cannot be installed from here"
    ((${#needed_packages[@]} > 0)) || return 0

    ((EUID == 0)) || as_root=(sudo -n)
    echo "installing ${needed_packages[*]}" >&2
    keep_services_stopped "${as_root[@]}"
    # `env`, because sudo drops what is set in front of it.
    if ! { "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed_packages[@]}"; } >&2; then
        allow_services "${as_root[@]}"
        give_up "apt-get failed"
    fi
    allow_services "${as_root[@]}"
}

# A Debian package starts its service when it is installed; nothing here wants a web server on port 80.
keep_services_stopped() {
    services_stopped=false
    [[ ! -e /usr/sbin/policy-rc.d ]] || return 0
    printf '#!/bin/sh\nexit 101\n' | "$@" tee /usr/sbin/policy-rc.d >/dev/null
    "$@" chmod 755 /usr/sbin/policy-rc.d
    services_stopped=true
}

allow_services() {
    ! $services_stopped || "$@" rm -f /usr/sbin/policy-rc.d
}

give_up() {
    {
        echo "$(basename "$0"): $1"
        ((${#needed_packages[@]} == 0)) || printf '  missing package: %s\n' "${needed_packages[@]}"
        ((${#needed_by_hand[@]} == 0)) || printf '  missing: %s\n' "${needed_by_hand[@]}"
    } >&2
    exit 2
}

# shellcheck shell=bash
# Sourced by the scripts that need programs a bare Debian machine may not have.
#
#   need DEBIAN_PACKAGE COMMAND   notes the package if the command is not there
#   need_file DEBIAN_PACKAGE GLOB notes the package if there is no such file, for programs that are on nobody's PATH
#   need_module DEBIAN_PACKAGE M  notes the package if Python has no module M
#   need_sdk                      notes the .NET SDK of global.json if it is not there
#   get_modules FOLDER            npm modules of a folder, if they are not there
#   get_needed                    installs what was noted; where it cannot, names all of it at once and exits 2

: "${root:?the folder of the repository}"

export PATH="$PATH:/usr/sbin:/sbin"

needed_packages=()
needed_by_hand=()
policy=/usr/sbin/policy-rc.d

need() {
    command -v "$2" >/dev/null || needed_packages+=("$1")
}

need_file() {
    compgen -G "$2" >/dev/null || needed_packages+=("$1")
}

need_module() {
    python3 -c "import $2" 2>/dev/null || needed_packages+=("$1")
}

need_sdk() {
    local wanted
    wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json")
    # In the repository's folder, because that is where the SDK honours global.json.
    (cd "$root" && dotnet --version) >/dev/null 2>&1 || needed_by_hand+=("the .NET SDK $wanted or later (the command 'dotnet')")
}

get_needed() {
    if ((${#needed_packages[@]} > 0)); then
        if ! command -v apt-get >/dev/null; then
            give_up "this is not Debian: install by hand what the Debian packages below contain"
        elif ((EUID != 0)) && ! sudo -n true 2>/dev/null; then
            give_up "neither root nor 'sudo' without a password: cannot install"
        fi
    fi
    ((${#needed_by_hand[@]} == 0)) || give_up "cannot be installed from here"
    ((${#needed_packages[@]} == 0)) || install_packages
}

# What programs for tests in a folder need from npm, if it is not there yet or of an older list.
get_modules() {
    [[ ! -d $root/$1/node_modules || $root/$1/package-lock.json -nt $root/$1/node_modules ]] || return 0
    echo "npm ci in $1" >&2
    (cd "$root/$1" && npm ci --no-audit --no-fund) >&2 || {
        echo "$(basename "$0"): npm ci failed in $1" >&2
        exit 2
    }
}

install_packages() {
    echo "installing ${needed_packages[*]}" >&2
    keep_services_stopped
    keep_clusters_away
    # `env`, because sudo drops what is set in front of it.
    if ! { as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed_packages[@]}"; } >&2; then
        give_up "apt-get failed"
    fi
    allow_services
}

# Debian's postgresql makes a cluster of its own when it is installed; tests make theirs.
keep_clusters_away() {
    local settings=/etc/postgresql-common/createcluster.d/tokengateway.conf
    [[ " ${needed_packages[*]} " == *" postgresql "* && ! -e $settings ]] || return 0
    as_root mkdir -p "$(dirname "$settings")"
    echo 'create_main_cluster = false' | as_root tee "$settings" >/dev/null
}

# A Debian package starts its service when it is installed; nothing here wants a web server on port 80.
keep_services_stopped() {
    [[ ! -e $policy ]] || return 0
    trap allow_services EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}

# Only the policy that was put there above: some images come with one of their own.
allow_services() {
    [[ -n $(trap -p EXIT) ]] || return 0
    as_root rm -f "$policy"
    trap - EXIT
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

give_up() {
    {
        echo "$(basename "$0"): $1"
        ((${#needed_packages[@]} == 0)) || printf '  missing package: %s\n' "${needed_packages[@]}"
        ((${#needed_by_hand[@]} == 0)) || printf '  missing: %s\n' "${needed_by_hand[@]}"
    } >&2
    exit 2
}

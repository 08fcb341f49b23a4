#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# Builds everything once and runs every test project. The last line is the total: N passed, N failed, N skipped
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=.ci/packages.sh
source "$root/.ci/packages.sh"

usage() {
    cat <<'TEXT'
Usage: ./test.sh [--long] [--filter EXPR] [--no-build] [--help]

Installs the packages that the tests need on Debian, restores, builds once and runs all tests of the solution.
Requires the .NET SDK. The last line is `N passed, N failed, N skipped`.

  --long         also runs the long cycles (kills, reloads, faults), the security corpus with each protection
                 disabled in turn (in a separate build), the time limits of secret searches (in an optimized build),
                 and the container checks (tests/container/run.sh) if a container engine and the base images are
                 available; sets TOKENGATEWAY_TEST_LONG=1
  --filter EXPR  runs only the tests that match, in the syntax of `dotnet test --filter`
  --no-build     uses the existing build
  CI=true        (environment) warnings are errors

Exit code: 0 all passed, 1 a test failed, none ran or the build failed, 2 usage error or a missing program.

Examples:
  ./test.sh
  ./test.sh --filter FullyQualifiedName~Intake
  CI=true ./test.sh --long
TEXT
}

filter=()
builds=yes
minutes_per_project=12
projects_at_once=2
parse_arguments() {
    while (($# > 0)); do
        case $1 in
            --long)
                export TOKENGATEWAY_TEST_LONG=1
                minutes_per_project=90
                projects_at_once=1
                ;;
            --filter)
                (($# >= 2)) || refuse "--filter needs an expression"
                filter=(--filter "$2")
                shift
                ;;
            --no-build) builds= ;;
            --help | -h) usage && exit 0 ;;
            *) refuse "unknown argument: $1" ;;
        esac
        shift
    done
}

refuse() {
    echo "test.sh: $1 (./test.sh --help)" >&2
    exit 2
}

require_programs() {
    need curl curl
    need nodejs node
    need npm npm
    need python3 python3
    need systemd systemd-analyze
    need_module python3-yaml yaml
    need chromium-headless-shell chromium-headless-shell
    need nginx-light nginx
    need haproxy haproxy
    need redis-server redis-server
    need openssl openssl
    need fcgiwrap fcgiwrap
    need git git
    need lego lego
    need litmus litmus
    need pebble pebble
    need apache2-bin apache2
    need_file postgresql '/usr/lib/postgresql/*/bin/postgres'
    need pgbouncer pgbouncer
    need_sdk
    get_needed
    get_modules tests/smtp
    get_modules tests/gooddata
    get_modules tests/oidc
}

build() {
    local strict=()
    [[ ${CI:-} != true ]] || strict=(-warnaserror)
    dotnet restore TokenGateway.sln --verbosity quiet
    dotnet build TokenGateway.sln --no-restore --verbosity quiet -nodeReuse:false "${strict[@]}"
}

test_projects() {
    dotnet sln TokenGateway.sln list | grep -E '\.Tests\.csproj$'
}

# Attacks without a protection run in a separate build, under artifacts/, because no shipped build can disable one.
try_without_protections() {
    dotnet build tests/TokenGateway.Corpus.Tests --verbosity quiet -nodeReuse:false -p:ProtectionSwitches=true --artifacts-path artifacts/protections
    run_tests "TokenGateway.Corpus.Tests without protections" \
        artifacts/protections/bin/TokenGateway.Corpus.Tests/debug/TokenGateway.Corpus.Tests.dll --filter FullyQualifiedName~MutationTests
    count "TokenGateway.Corpus.Tests without protections"
}

# Runs several projects at a time, the long ones first, so that none of them is left over at the end: most tests wait, for a server, a
# browser or a deadline. Each project prints its output when it is done.
run_projects() {
    local project projects
    mapfile -t projects < <(long_projects_first)
    # In a process group, so that all of it can be stopped.
    set -m
    (
        set +m
        for project in "${projects[@]}"; do
            while (($(jobs -rp | wc -l) >= projects_at_once)); do wait -n; done
            run_project "$project" &
        done
        wait
    ) &
    runs=$!
    set +m
    wait "$runs"
    runs=
    for project in "${projects[@]}"; do
        count "$(basename "$project" .csproj)"
    done
}

long_projects_first() {
    local long='\.(Portal|EndToEnd|Storage)\.'
    test_projects | grep -E "$long"
    test_projects | grep -vE "$long"
}

run_project() {
    local project=$1 settings=()
    # In the long run, end-to-end tests measure times and memory.
    [[ -z ${TOKENGATEWAY_TEST_LONG:-} || $project != *EndToEnd* ]] || settings=(-- xUnit.ParallelizeTestCollections=false)
    run_tests "$(basename "$project" .csproj)" "$project" --no-build "${filter[@]}" "${settings[@]}"
}

# run_tests NAME ARGUMENTS... : leaves NAME.trx and NAME.code in $results, for count.
run_tests() {
    local name=$1 code=0
    shift
    echo "== $name ..."
    timeout --foreground --kill-after=30s "${minutes_per_project}m" \
        dotnet test --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" >"$results/$name.log" 2>&1 ||
        code=$?
    echo "$code" >"$results/$name.code"
    { echo "== $name" && cat "$results/$name.log"; }
    ((code != 124 && code != 137)) || echo "$name: stopped after $minutes_per_project minutes" >&2
}

passed=0 failed=0 skipped=0
count() {
    local name=$1 code counters run good bad
    code=$(<"$results/$name.code")
    counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null || true)
    run=$(counter executed "$counters")
    good=$(counter passed "$counters")
    bad=$((run - good))
    # A host that crashed or hung reports no failed test, or no counters at all; that still counts as a failure.
    if ((code != 0 && bad == 0)); then
        echo "$name: dotnet test ended with code $code; counted as one failure" >&2
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    skipped=$((skipped + $(counter total "$counters") - run))
}

# Searches for secrets have a time budget that applies to the optimized, shipped code.
time_searches() {
    dotnet build tests/TokenGateway.Edge.Tests --configuration Release --verbosity quiet -nodeReuse:false --artifacts-path artifacts/optimized
    # Skips tiered compilation, which would optimize the code only after a while.
    DOTNET_TieredCompilation=0 run_tests "TokenGateway.Edge.Tests optimized" \
        artifacts/optimized/bin/TokenGateway.Edge.Tests/release/TokenGateway.Edge.Tests.dll --filter FullyQualifiedName~LinearSearchTests
    count "TokenGateway.Edge.Tests optimized"
}

# The image counts as one test where it can be built, which needs a container engine and the base images. Otherwise the script says why.
container_checks() {
    local code=0
    echo "== container"
    timeout --foreground --kill-after=60s 30m tests/container/run.sh || code=$?
    case $code in
        0) passed=$((passed + 1)) ;;
        3) ;;
        *) failed=$((failed + 1)) ;;
    esac
}

counter() {
    local value
    value=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$2")
    echo "${value:-0}"
}

# Also runs on Ctrl+C: nothing outlives the run.
stop() {
    [[ -z $runs ]] || kill -- -"$runs" 2>/dev/null || true
    [[ -z $folder ]] || rm -rf "$folder"
}

# A folder for the run, with all that the tests leave in their temporary folders. In memory where it has room, because waiting for a
# disk takes a fifth of the time; in the long run, which measures, where the machine has its temporary files.
make_folder() {
    local place=${TMPDIR:-/tmp} free options
    free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) options=$(findmnt -no OPTIONS -T /dev/shm 2>/dev/null || true)
    if [[ -z ${TOKENGATEWAY_TEST_LONG:-} && ,$options, != *,noexec,* ]] && ((${free:-0} > 8 * 1024 * 1024)); then
        place=/dev/shm
    fi
    folder=$(mktemp -d "$place/tgw-XXXXXX")
    results=$folder/results
    mkdir "$results" "$folder/tmp"
    # Servers that run as other users look for their files there.
    chmod 711 "$folder"
    chmod 1777 "$folder/tmp"
    export TMPDIR=$folder/tmp
}

print_slowest() {
    echo "the ten slowest tests:"
    grep -oh '<UnitTestResult [^>]*>' "$results"/*.trx | sed -n 's/.* testName="\([^"]*\)".* duration="\([0-9:.]*\)".*/\2 \1/p' |
        sort -r | sed -n '1,10s/^\([0-9:]*\.[0-9]\)[0-9]* /  \1 /p'
}

parse_arguments "$@"
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# Most code runs only a few times: profiling it for the JIT, and frequent garbage collection, cost a fifth of the processor time.
[[ -n ${TOKENGATEWAY_TEST_LONG:-} ]] || export DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x4000000
require_programs

folder= runs=
trap stop EXIT
trap "exit 130" INT TERM
make_folder
[[ -z $builds ]] || build
run_projects
if [[ -n ${TOKENGATEWAY_TEST_LONG:-} && ${#filter[@]} -eq 0 ]]; then
    try_without_protections
    time_searches
    container_checks
fi

print_slowest
((passed + failed > 0)) || echo "test.sh: no test ran" >&2
echo "$passed passed, $failed failed, $skipped skipped"
((passed > 0 && failed == 0))

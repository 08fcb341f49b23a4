#!/usr/bin/env bash
# shellcheck source-path=SCRIPTDIR
# Builds everything once and runs every test project. The last line is the sum: N passed, N failed, N skipped
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=.ci/packages.sh
source "$root/.ci/packages.sh"

usage() {
    cat <<'TEXT'
Usage: ./test.sh [--long] [--filter EXPR] [--no-build] [--help]

Installs what the tests need on Debian, restores, builds once and runs all tests of the solution.
The .NET SDK must be there. The last line is `N passed, N failed, N skipped`.

  --long         also the long cycles (kills, reloads, faults), the security corpus with each protection taken
                 away in turn (in a build made for that), the time of searches for secrets (in an optimized build),
                 and the container image, where a container engine and the base images are there (tests/container/run.sh); sets TOKENGATEWAY_TEST_LONG=1
  --filter EXPR  only some tests, as `dotnet test --filter` takes it
  --no-build     test what is built already
  CI=true        (environment) warnings are errors

Exit code: 0 all passed, 1 a test failed or none ran or the build failed, 2 usage or something is missing.

Examples:
  ./test.sh
  ./test.sh --filter FullyQualifiedName~Intake
  CI=true ./test.sh --long
TEXT
}

filter=()
builds=yes
minutes_per_project=12
parse_arguments() {
    while (($# > 0)); do
        case $1 in
            --long)
                export TOKENGATEWAY_TEST_LONG=1
                minutes_per_project=90
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
    need chromium chromium
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

# What happens without a protection is tried in a build of its own, under artifacts/: nothing that is shipped can do it.
try_without_protections() {
    dotnet build tests/TokenGateway.Corpus.Tests --verbosity quiet -nodeReuse:false -p:ProtectionSwitches=true --artifacts-path artifacts/protections
    run_tests "TokenGateway.Corpus.Tests without protections" \
        artifacts/protections/bin/TokenGateway.Corpus.Tests/debug/TokenGateway.Corpus.Tests.dll --filter FullyQualifiedName~MutationTests
    count "TokenGateway.Corpus.Tests without protections"
}

# One project more at once than there are processors, because tests also wait: for servers, deadlines, a browser. Those that
# take longest begin first, so that none is left alone at the end.
run_projects() {
    local project projects begun=0
    mapfile -t projects < <(longest_first)
    # A process group of its own, so that all of it can be stopped.
    set -m
    (
        for project in "${projects[@]}"; do
            ((begun++ <= $(nproc))) || wait -n || true
            run_project "$project" &
        done
        wait
    ) &
    running=$!
    set +m
    wait "$running"
    running=
    for project in "${projects[@]}"; do
        count "$(basename "$project" .csproj)"
    done
}

longest_first() {
    local name all
    all=$(test_projects)
    for name in EndToEnd Portal Storage TokenGateway Corpus Conformance; do
        grep "[/.]$name\.Tests\.csproj" <<<"$all"
    done
    grep -vE '[/.](EndToEnd|Portal|Storage|TokenGateway|Corpus|Conformance)\.Tests\.csproj' <<<"$all"
}

run_project() {
    local project=$1
    run_tests "$(basename "$project" .csproj)" "$project" --no-build "${filter[@]}"
}

# run_tests NAME ARGUMENTS... : leaves NAME.trx and NAME.code in $results, for count.
run_tests() {
    local name=$1 code=0
    shift
    echo "== $name ..."
    timeout --foreground --kill-after=30s "${minutes_per_project}m" \
        dotnet test "$@" --logger "trx;LogFileName=$name.trx" --results-directory "$results" >"$results/$name.log" 2>&1 ||
        code=$?
    echo "$code" >"$results/$name.code"
    flock "$results" cat <(echo "== $name") "$results/$name.log"
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
    # A host that crashed or hung leaves no failed test behind, or no counters at all; it is a failure all the same.
    if ((code != 0 && bad == 0)); then
        echo "$name: dotnet test ended with code $code; counted as one failure" >&2
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    skipped=$((skipped + $(counter total "$counters") - run))
}

# A search for secrets has a budget of time, which is of the code as it is shipped.
time_searches() {
    dotnet build tests/TokenGateway.Edge.Tests --configuration Release --verbosity quiet -nodeReuse:false --artifacts-path artifacts/optimized
    # At once in its best form, in which the compiler would leave it after a while only.
    DOTNET_TieredCompilation=0 run_tests "TokenGateway.Edge.Tests optimized" \
        artifacts/optimized/bin/TokenGateway.Edge.Tests/release/TokenGateway.Edge.Tests.dll --filter FullyQualifiedName~LinearSearchTests
    count "TokenGateway.Edge.Tests optimized"
}

# The image counts as one test, where it can be built: it needs a container engine and the base images. It says why if not.
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

# Also after Ctrl+C: nothing goes on without the run.
stop() {
    [[ -z $running ]] || kill -- -"$running" 2>/dev/null || true
    rm -rf "$results"
}

print_slowest() {
    echo "the ten slowest tests:"
    grep -oh '<UnitTestResult [^>]*>' "$results"/*.trx | sed -n 's/.* testName="\([^"]*\)".* duration="\([0-9:.]*\)".*/\2 \1/p' |
        sort -r | sed -n '1,10s/^\([0-9:]*\.[0-9]\)[0-9]* /  \1 /p'
}

parse_arguments "$@"
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# Most code runs a few times only: observing it for the compiler, and collecting garbage early, costs a fifth of the processor time.
[[ -n ${TOKENGATEWAY_TEST_LONG:-} ]] || export DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x4000000
require_programs

results=$(mktemp -d) running=
trap stop EXIT
trap "exit 130" INT TERM
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

# Reads the rounds of a run as CSV (header line: see run.sh) and writes the table and the noise line in Markdown.
# A ratio is the median over the rounds of what a process took in a round, divided by what bare YARP took in the same one
# (the mean of its processes, without the process itself): a slow minute of the machine meets both.
BEGIN {
    FS = ","
    kinds = split("direct bare mixedbare headersbare gateway mixed headers nolog limit shared leased stored second", order, " ")
}

NR == 1 { next }

{
    target = $3
    what = target ~ /^bare-/ ? "bare" : target
    note("rps", what, $6); note("p50", what, $7); note("p99", what, $8)
    if ($9 != "") note("cpu", what, $9)
    in_round["rps", target, $1] = $6 + 0
    in_round["cpu", target, $1] = $9 + 0
    if (!($1 in known_round)) { known_round[$1] = 1; rounds[++round_count] = $1 }
    if (what == "bare" && !(target in seen)) { seen[target] = 1; bares[++bare_count] = target }
    targets_of[what] = (what in targets_of) && index(" " targets_of[what] " ", " " target " ") ? targets_of[what] : targets_of[what] " " target
}

function note(measure, of, value) { values[measure, of, ++count[measure, of]] = value + 0 }

# Sorts the values in place: there are few.
function sorted(measure, of,    n, i, j, v) {
    n = count[measure, of]
    for (i = 2; i <= n; i++) {
        v = values[measure, of, i]
        for (j = i - 1; j >= 1 && values[measure, of, j] > v; j--) values[measure, of, j + 1] = values[measure, of, j]
        values[measure, of, j + 1] = v
    }
    return n
}

function quantile(measure, of, part,    n, at, low) {
    n = sorted(measure, of)
    if (n == 0) return 0
    at = 1 + part * (n - 1)
    low = int(at)
    return low >= n ? values[measure, of, n] : values[measure, of, low] + (at - low) * (values[measure, of, low + 1] - values[measure, of, low])
}

function median(measure, of) { return quantile(measure, of, 0.5) }

function range(measure, of, format,    n) {
    n = sorted(measure, of)
    return sprintf(format "-" format, values[measure, of, 1], values[measure, of, n])
}

# What bare YARP took in a round. Requests with more headers are more work for everybody: they have a bare process of their own.
function base(measure, target, round,    i, n, sum) {
    if (target == "headers") return in_round[measure, "headersbare", round]
    for (i = 1; i <= bare_count; i++) {
        if (bares[i] == target) continue
        sum += in_round[measure, bares[i], round]
        n++
    }
    return n ? sum / n : 0
}

# Notes the ratios of all rounds under the measure's own name.
function note_ratios(measure, of, targets,    list, n, i, j, b) {
    n = split(targets, list, " ")
    for (i = 1; i <= n; i++) for (j = 1; j <= round_count; j++) {
        b = base(measure, list[i], rounds[j])
        if (b > 0 && in_round[measure, list[i], rounds[j]] > 0) note(measure " ratio", of, in_round[measure, list[i], rounds[j]] / b)
    }
}

function ratio(measure, of) { return count[measure " ratio", of] ? sprintf("%.2f", median(measure " ratio", of)) : "-" }

function ratio_range(measure, of) {
    return count[measure " ratio", of] ? sprintf("%.2f-%.2f", quantile(measure " ratio", of, 0.25), quantile(measure " ratio", of, 0.75)) : "-"
}

function title(what) {
    if (what == "direct") return "direct, no proxy"
    if (what == "bare") return "bare YARP, " bare_count " processes"
    if (what == "mixedbare") return "bare YARP, the same mixed tokens"
    if (what == "headersbare") return "bare YARP, a browser's headers"
    if (what == "gateway") return "gateway, one token"
    if (what == "mixed") return "gateway, " mixed " tokens mixed"
    if (what == "headers") return "gateway, a browser's headers (ratio to bare with them)"
    if (what == "limit") return "gateway, one token, rate limit"
    if (what == "shared") return "gateway, one token, rate limit in Redis"
    if (what == "leased") return "gateway, one token, rate limit in Redis, leased"
    if (what == "stored") return "gateway, " mixed " tokens mixed, a cache of 10, PostgreSQL"
    if (what == "second") return "gateway, " mixed " tokens mixed, a cache of 10, a second-level cache in Redis"
    return "gateway, one token, access log off"
}

END {
    print "| what | requests/s | min-max | ratio | p50 ms | p99 ms | CPU us/request | min-max | ratio | quartiles |"
    print "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for (i = 1; i <= kinds; i++) {
        what = order[i]
        if (!count["rps", what]) continue
        note_ratios("rps", what, targets_of[what])
        if (count["cpu", what]) note_ratios("cpu", what, targets_of[what])
        cpu = count["cpu", what] ? sprintf("%.1f | %s | %s | %s", median("cpu", what), range("cpu", what, "%.1f"), ratio("cpu", what), ratio_range("cpu", what)) : "- | - | - | -"
        printf "| %s | %.0f | %s | %s | %.2f | %.2f | %s |\n", title(what), median("rps", what), range("rps", what, "%.0f"),
            ratio("rps", what), median("p50", what) / 1000, median("p99", what) / 1000, cpu
    }
    if (bare_count < 2) exit
    for (i = 1; i <= bare_count; i++) {
        note_ratios("cpu", bares[i] " alone", bares[i])
        note_ratios("rps", bares[i] " alone", bares[i])
        cpu_noise = cpu_noise (i > 1 ? " / " : "") ratio("cpu", bares[i] " alone")
        rps_noise = rps_noise (i > 1 ? " / " : "") ratio("rps", bares[i] " alone")
    }
    printf "\nNoise: each of the %d bare processes, which are identical, came out at %s of the others in CPU and %s in requests/s. ", bare_count, cpu_noise, rps_noise
    print "A difference no larger than theirs means nothing."
}

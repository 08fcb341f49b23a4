# Reads the rounds of a run as CSV (header line: see run.sh) and writes the table and the noise line in Markdown.
# Every ratio is to the median over all rounds of all bare processes.
BEGIN {
    FS = ","
    kinds = split("direct bare mixedbare gateway mixed nolog limit", order, " ")
}

NR == 1 { next }

{
    target = $3
    what = target ~ /^bare-/ ? "bare" : target
    note("rps", what, $6); note("p50", what, $7); note("p99", what, $8)
    if ($9 != "") note("cpu", what, $9)
    if (what == "bare") {
        if (!(target in seen)) { seen[target] = 1; bares[++bareCount] = target }
        note("rps", target, $6); note("cpu", target, $9)
    }
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

function median(measure, of,    n) {
    n = sorted(measure, of)
    if (n == 0) return 0
    return n % 2 ? values[measure, of, (n + 1) / 2] : (values[measure, of, n / 2] + values[measure, of, n / 2 + 1]) / 2
}

function range(measure, of, format,    n) {
    n = sorted(measure, of)
    return sprintf(format "-" format, values[measure, of, 1], values[measure, of, n])
}

function ratio(measure, of,    base) {
    base = median(measure, "bare")
    return base > 0 ? sprintf("%.2f", median(measure, of) / base) : "-"
}

function title(what) {
    if (what == "direct") return "direct, no proxy"
    if (what == "bare") return "bare YARP, " bareCount " processes"
    if (what == "mixedbare") return "bare YARP, the same mixed tokens"
    if (what == "gateway") return "gateway, one token"
    if (what == "mixed") return "gateway, " mixed " tokens mixed"
    if (what == "limit") return "gateway, one token, rate limit"
    return "gateway, one token, access log off"
}

END {
    print "| what | requests/s | min-max | ratio | p50 ms | p99 ms | CPU us/request | min-max | ratio |"
    print "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for (i = 1; i <= kinds; i++) {
        what = order[i]
        if (!count["rps", what]) continue
        cpu = count["cpu", what] ? sprintf("%.1f | %s | %s", median("cpu", what), range("cpu", what, "%.1f"), ratio("cpu", what)) : "- | - | -"
        printf "| %s | %.0f | %s | %s | %.2f | %.2f | %s |\n", title(what), median("rps", what), range("rps", what, "%.0f"),
            ratio("rps", what), median("p50", what) / 1000, median("p99", what) / 1000, cpu
    }
    if (bareCount == 0) exit
    cpu = rps = ""
    for (i = 1; i <= bareCount; i++) {
        cpu = cpu (i > 1 ? " / " : "") ratio("cpu", bares[i])
        rps = rps (i > 1 ? " / " : "") ratio("rps", bares[i])
    }
    printf "\nNoise: the %d bare processes, which are identical, came out at %s of their common median in CPU and %s in requests/s. ", bareCount, cpu, rps
    print "A difference no larger than theirs means nothing."
}

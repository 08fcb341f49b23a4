using System.Diagnostics;
using System.Net;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Unknown;

/// <summary>
/// A flood of unknown tokens: none is let in, none is remembered for long, and right tokens go on, also from the very
/// addresses the flood comes from, also when they were never used before.
/// </summary>
internal sealed class UnknownRun(UnknownOptions options) : IStressRun
{
    /// <summary>
    /// The tables are fixed: 8,192 unknown digests (about 0.6 MB) and 65,536 counters of addresses (0.5 MB). The rest
    /// is what the collector lets lie; half a million remembered digests would be more.
    /// </summary>
    private const long MayGrow = 64 * Text.Megabyte;

    // After this share of the flood every pool and table is full: what grows then grows for ever.
    private const int SettledAfter = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"{Text.Count(options.Requests)} unknown tokens from {options.Addresses} addresses");
        await using var stage = await Stage.StartAsync(options.Stage, progress, cancellationToken);
        var alice = await stage.IssueAsync("alice", cancellationToken);
        var unused = new List<IssuedToken>();
        for (var i = 0; i < options.NewTokens; i++)
            unused.Add(await stage.IssueAgainAsync("alice", cancellationToken));
        using var flood = new Flood(options, stage.Edge);
        using var near = new SteadyTraffic(stage.Edge, alice.Token, $"alice|{alice.Id}", options.GoodPerSecond, Flood.AddressOf(0));
        using var far = new SteadyTraffic(stage.Edge, alice.Token, $"alice|{alice.Id}", options.GoodPerSecond);
        await near.RunAsync(WarmUp, cancellationToken);
        await using var watch = new ProcessWatch(stage.GatewayId);

        var clock = Stopwatch.StartNew();
        var flooding = flood.RunAsync(progress, cancellationToken);
        var (nearby, faraway) = (near.RunAsync(flooding, cancellationToken), far.RunAsync(flooding, cancellationToken));
        var firstUses = UseAllAsync(stage, flood, unused, flooding, cancellationToken);
        var settled = await SettledAsync(flood, watch, flooding, cancellationToken);
        await flooding;
        var time = clock.Elapsed;

        Measure(report, flood, watch, time);
        MeasureGood(report, "from a flooding address", await nearby);
        MeasureGood(report, "from another address", await faraway);
        var (used, of) = (await firstUses, unused.Count);
        report.Promise("first uses of good tokens from a flooding address: all 200", used == of, $"{used} of {of}");
        var grown = watch.Peak.Resident - settled;
        report.PromiseFigure($"RSS at most {Text.Mb(MayGrow)} above that after the first {SettledAfter}th", grown <= MayGrow, Text.Mb(grown));
        return report;
    }

    private void Measure(StressReport report, Flood flood, ProcessWatch watch, TimeSpan time)
    {
        report.Measured("flood", $"{time.TotalSeconds:0.0} s, {Text.Rate(options.Requests, time)}");
        for (var kind = 0; kind < UnknownTokens.Kinds; kind++)
            report.Measured($"{UnknownTokens.NameOf(kind)}: 401, 429, other", $"{Text.Count(flood.Refused(kind))}, {Text.Count(flood.SlowedDown(kind))}, {Text.Count(flood.Others(kind))}");
        var others = Enumerable.Range(0, UnknownTokens.Kinds).Sum(flood.Others);
        report.Measured("RSS before, peak", $"{Text.Mb(watch.Before.Resident)}, {Text.Mb(watch.Peak.Resident)}");
        report.Measured("most threads, descriptors", $"{watch.Peak.Threads}, {watch.Peak.Descriptors}");
        report.Promise("no other answer than 401 and 429", others == 0, $"{others}{(flood.Odd is { } odd ? $", such as {odd}" : "")}");
    }

    private static void MeasureGood(StressReport report, string whence, Latencies good)
    {
        report.Measured($"good token {whence}: p50, p99", $"{Text.Ms(good.At(0.5))}, {Text.Ms(good.At(0.99))}");
        report.Promise($"good token {whence}: all 200", good.Failures.Count == 0, $"{good.Count - good.Failures.Count} of {good.Count}{(good.Failures.Count > 0 ? $", such as {good.Failures[0]}" : "")}");
    }

    private async Task<long> SettledAsync(Flood flood, ProcessWatch watch, Task flooding, CancellationToken cancellationToken)
    {
        await Poll.BecomesAsync(() => Task.FromResult(flooding.IsCompleted || flood.Sent >= options.Requests / SettledAfter), TimeSpan.FromHours(1), cancellationToken);
        watch.Look();
        return watch.Peak.Resident;
    }

    // Spread over the flood, each over a connection of its own.
    private async Task<int> UseAllAsync(Stage stage, Flood flood, List<IssuedToken> tokens, Task flooding, CancellationToken cancellationToken)
    {
        using var client = EdgeClient.Http1(stage.Edge, Flood.AddressOf(0), kept: false);
        var good = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var due = (long)options.Requests * (i + 1) / (tokens.Count + 1);
            await Poll.BecomesAsync(() => Task.FromResult(flooding.IsCompleted || flood.Sent >= due), TimeSpan.FromHours(1), cancellationToken);
            var (status, _) = await client.GetAsync("/whoami", tokens[i].Token, cancellationToken);
            good += status == HttpStatusCode.OK ? 1 : 0;
        }

        return good;
    }
}

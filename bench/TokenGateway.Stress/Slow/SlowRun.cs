using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Slow;

/// <summary>Thousands of slow sockets: good traffic goes on beside them, and the gateway gets rid of those it can judge.</summary>
internal sealed class SlowRun(SlowOptions options) : IStressRun
{
    /// <summary>For each slow socket; a reader holds a full output buffer and the upstream's buffers behind it.</summary>
    private const long PerSocket = 128 * 1024;

    /// <summary>Good traffic, collector.</summary>
    private const long Base = 64 * Text.Megabyte;

    private const int SpareDescriptors = 100;

    /// <summary>Long enough for the gateway's own patience for a head (15 or 30 s) and Kestrel's clock, which ticks once a second.</summary>
    private static readonly TimeSpan LongHold = TimeSpan.FromSeconds(45);

    /// <summary>Longer than the gateway's pool keeps an idle connection to the upstream, a minute and what its cleaning takes.</summary>
    private static readonly TimeSpan ToLetGo = TimeSpan.FromSeconds(120);

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        DescriptorLimit.Ensure(options.Sockets * 2);
        var report = new StressReport($"{Text.Count(options.Sockets)} slow sockets");
        await using var stage = await Stage.StartAsync(Patience(options), progress, cancellationToken);
        var (alice, mallory) = (await stage.IssueAsync("alice", cancellationToken), await stage.IssueAsync("mallory", cancellationToken));
        using var traffic = new SteadyTraffic(stage.Edge, alice.Token, $"alice|{alice.Id}", options.GoodPerSecond);
        progress.Say($"good traffic alone for {options.Quiet.TotalSeconds:0} s");
        await traffic.RunAsync(options.Quiet / 4, cancellationToken);
        Measure(report, "without slow sockets", await traffic.RunAsync(options.Quiet, cancellationToken));

        await using var watch = new ProcessWatch(stage.GatewayId);
        progress.Say("opening the slow sockets");
        var opening = SlowCrowd.OpenAsync(options.Sockets, stage, mallory.Token, cancellationToken);
        Measure(report, "while they come", await traffic.RunAsync(opening, cancellationToken));
        using (var crowd = await opening)
        {
            progress.Say($"holding them for {options.Hold.TotalSeconds:0} s");
            var holding = crowd.RunAsync(Task.Delay(options.Hold, cancellationToken), cancellationToken);
            Measure(report, "while they are held", await traffic.RunAsync(holding, cancellationToken));
            await holding;
            report.Measured("RSS at the end of the hold", Text.Mb(watch.Look().Resident));
            MeasureClosed(report, crowd);
        }

        report.Measured("RSS before, peak", $"{Text.Mb(watch.Before.Resident)}, {Text.Mb(watch.Peak.Resident)}");
        report.Measured("most threads, descriptors", $"{watch.Peak.Threads}, {watch.Peak.Descriptors}");
        var bound = Base + (options.Sockets * PerSocket);
        report.PromiseFigure($"RSS at most {Text.Mb(bound)} above that before", watch.Growth <= bound, Text.Mb(watch.Growth));

        // On a slow machine good requests pile up, and their idle connections are none of the slow ones'.
        traffic.Dispose();
        var most = watch.Before.Descriptors + SpareDescriptors;
        var letGo = await Poll.BecomesAsync(() => Task.FromResult(watch.Look().Descriptors <= most), ToLetGo, cancellationToken);
        report.Promise("descriptors back to those before, once they are gone", letGo, $"{watch.Before.Descriptors} before, {watch.Look().Descriptors} after");
        return report;
    }

    private void MeasureClosed(StressReport report, SlowCrowd crowd)
    {
        foreach (var kind in Enum.GetValues<SlowKind>())
        {
            var (all, closed) = crowd.Count(kind);
            report.Measured($"slow {kind}: closed by the gateway", $"{closed} of {all}");
            if (kind == SlowKind.Head)
                report.PromiseFigure($"every slow head is closed within {options.Hold.TotalSeconds:0} s", closed == all, $"{closed} of {all}");
        }
    }

    private static StageOptions Patience(SlowOptions options) =>
        options.Hold >= LongHold ? options.Stage : options.Stage with { HeaderTimeout = options.Hold / 3 };

    private static void Measure(StressReport report, string when, Latencies good)
    {
        report.Measured($"good requests {when}: count, p50, p99", $"{good.Count}, {Text.Ms(good.At(0.5))}, {Text.Ms(good.At(0.99))}");
        report.Promise($"no good request fails {when}", good.Failures.Count == 0, $"{good.Failures.Count} of {good.Count}{(good.Failures.Count > 0 ? $", such as {good.Failures[0]}" : "")}");
    }
}

using System.Diagnostics;
using System.Globalization;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Bodies;

/// <summary>Large bodies up, down, and both at once: every byte arrives, and none stays in the gateway's memory.</summary>
internal sealed class BodiesRun(BodiesOptions options) : IStressRun
{
    /// <summary>Room for the collector's moods; a body that were kept would be larger at any size worth a run.</summary>
    private const long MayGrow = 64 * Text.Megabyte;

    private const int BlocksPerMegabyte = (int)(Text.Megabyte / Pattern.BlockSize);

    private readonly int _blocks = options.Megabytes * BlocksPerMegabyte;
    private int _wrong;

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"bodies of {options.Megabytes} MB");
        await using var stage = await Stage.StartAsync(options.Stage, progress, cancellationToken);
        var token = (await stage.IssueAsync("alice", cancellationToken)).Token;
        await WarmUpAsync(stage, token, cancellationToken);
        long most = 0;
        await using var all = new ProcessWatch(stage.GatewayId);
        report.Measured("RSS before", Text.Mb(all.Before.Resident));
        foreach (var one in BodyCase.All)
        {
            most = Math.Max(most, await MeasureAsync(stage, one, "up", (client, ct) => UpAsync(client, one, token, ct)));
            most = Math.Max(most, await MeasureAsync(stage, one, "down", (client, ct) => DownAsync(client, one, token, ct)));
            most = Math.Max(most, await MeasureAsync(stage, one, "up and down", (client, ct) =>
                Task.WhenAll(UpAsync(client, one, token, ct), DownAsync(client, one, token, ct))));
        }

        report.Measured("most threads, descriptors", $"{all.Peak.Threads}, {all.Peak.Descriptors}");
        report.Promise("every byte as it was sent", _wrong == 0, $"{_wrong} bodies differ");
        report.PromiseFigure($"RSS at most {Text.Mb(MayGrow)} above that before the body", most <= MayGrow, Text.Mb(most));
        report.PromiseFigure($"RSS at most {Text.Mb(MayGrow)} above that before all of them", all.Growth <= MayGrow, Text.Mb(all.Growth));
        return report;

        async Task<long> MeasureAsync(Stage on, BodyCase body, string way, Func<EdgeClient, CancellationToken, Task> send)
        {
            progress.Say($"{body.Name} {way}");
            using var client = EdgeClient.ForBodies(body.Http2 ? on.EdgeHttp2 : on.Edge, body.Version);
            await using var watch = new ProcessWatch(on.GatewayId);
            var clock = Stopwatch.StartNew();
            await send(client, cancellationToken);
            report.Measured($"{body.Name} {way}", $"{clock.Elapsed.TotalSeconds:0.0} s, RSS {watch.Growth / (double)Text.Megabyte:+0.0;-0.0} MB");
            return watch.Growth;
        }
    }

    // What the first bodies cost once (code, pools, connections) is no growth.
    private static async Task WarmUpAsync(Stage stage, string token, CancellationToken cancellationToken)
    {
        var warmUp = new BodiesRun(new BodiesOptions(Megabytes: 32));
        foreach (var one in BodyCase.All)
        {
            using var client = EdgeClient.ForBodies(one.Http2 ? stage.EdgeHttp2 : stage.Edge, one.Version);
            await Task.WhenAll(warmUp.UpAsync(client, one, token, cancellationToken), warmUp.DownAsync(client, one, token, cancellationToken));
        }
    }

    private async Task UpAsync(EdgeClient client, BodyCase one, string token, CancellationToken cancellationToken)
    {
        using var request = client.Request(HttpMethod.Post, one.Sink, token);
        request.Content = new PatternContent(_blocks, one.SaysItsLength);
        using var answer = await client.SendAsync(request, cancellationToken);
        var received = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode || received != ((long)_blocks * Pattern.BlockSize).ToString(CultureInfo.InvariantCulture))
            Interlocked.Increment(ref _wrong);
    }

    private async Task DownAsync(EdgeClient client, BodyCase one, string token, CancellationToken cancellationToken)
    {
        using var request = client.Request(HttpMethod.Get, one.Source(_blocks), token);
        using var answer = await client.SendAsync(request, cancellationToken, HttpCompletionOption.ResponseHeadersRead);
        try
        {
            var length = await Pattern.ReadAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
            if (answer.IsSuccessStatusCode && length == (long)_blocks * Pattern.BlockSize)
                return;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            // Counted below.
        }

        Interlocked.Increment(ref _wrong);
    }
}

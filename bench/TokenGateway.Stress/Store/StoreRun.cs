using System.Diagnostics;
using System.Net;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Backends;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Store;

/// <summary>
/// A store with very many tokens: what it costs to make one, list a page, verify one that is not cached; then the real
/// process with that store: how soon it serves, and its memory when as many tokens as it caches were used.
/// </summary>
internal sealed class StoreRun(StoreRunOptions options) : IStressRun
{
    private const int PageSize = 50;
    private const int Clients = 32;
    private const long MostMemory = 300 * Text.Megabyte;

    private static readonly TimeSpan ToBeWritten = TimeSpan.FromSeconds(60);

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"a store with {Text.Count(options.Tokens)} tokens{(options.Postgres is null ? "" : ", PostgreSQL")}");
        var folder = Directory.CreateTempSubdirectory("tgw-stress-store-");
        try
        {
            FilledStore filled = options.Postgres is { } postgres ? new FilledPostgreSql(postgres, options) : new FilledSqlite(folder, options);
            var clock = Stopwatch.StartNew();
            await filled.FillAsync(progress, cancellationToken);
            report.Measured("filled in, size on the disk", $"{clock.Elapsed.TotalSeconds:0.0} s, {Text.Mb(await filled.SizeAsync())}");
            await MeasureStoreAsync(filled, report, progress, cancellationToken);
            await MeasureProcessAsync(filled, report, progress, cancellationToken);
            return report;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task MeasureStoreAsync(FilledStore filled, StressReport report, Progress progress, CancellationToken cancellationToken)
    {
        await using var store = filled.Open();
        progress.Say("verifying with an empty cache");
        await VerifyAsync(store, filled.Values, report, cancellationToken);
        progress.Say("listing");
        var now = TimeProvider.System.GetUtcNow();
        await ListAsync(store, "first page", new TokenFilter(), after: 0, report, cancellationToken);
        await ListAsync(store, "page in the middle", new TokenFilter(), options.Tokens / 2, report, cancellationToken);
        await ListAsync(store, "last page", new TokenFilter(), options.Tokens - PageSize, report, cancellationToken);
        await ListAsync(store, "of an owner", new TokenFilter { Owner = FilledStore.Owner(7) }, after: 0, report, cancellationToken);
        await ListAsync(store, "unused for 90 days", new TokenFilter { UnusedSince = now.AddDays(-90) }, after: 0, report, cancellationToken);
        await ListAsync(store, "unused for 400 days", new TokenFilter { UnusedSince = now.AddDays(-400) }, after: 0, report, cancellationToken);
        await ListAsync(store, "ends within 7 days", new TokenFilter { ExpiresBefore = now.AddDays(7) }, after: 0, report, cancellationToken);
        await ListAsync(store, "ended", new TokenFilter { State = TokenState.Expired, Now = now }, after: 0, report, cancellationToken);
        progress.Say("creating");
        await CreateAsync(store, report, cancellationToken);
    }

    private async Task VerifyAsync(OpenedStore store, IReadOnlyList<string> values, StressReport report, CancellationToken cancellationToken)
    {
        var (time, model, latencies) = (TimeProvider.System, SomeModel.Create(), new Latencies());
        using var verifier = new TokenVerifier(
            new TokenCache(Math.Max(1, options.Verified), time), store.Tokens, NoSharedFacts.Instance, new Freshness(time, isAlwaysFresh: true), new VerifierOptions(), time);
        var order = Enumerable.Range(0, values.Count).ToArray();
        Random.Shared.Shuffle(order);
        var (valid, before) = (0, GC.GetTotalMemory(forceFullCollection: true));
        foreach (var at in order.Take(options.Verified))
        {
            var digest = TokenDigest.Of(values[at]);
            var started = Stopwatch.GetTimestamp();
            if ((await verifier.VerifyAsync(digest, model, cancellationToken)).IsValid)
                valid++;
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        report.Measured("managed memory of a cached token", $"{Text.Count((GC.GetTotalMemory(forceFullCollection: true) - before) / latencies.Count)} bytes");
        GC.KeepAlive(verifier);
        report.Measured("a token that is not cached: p50, p99 (budget 2 ms)", Figures(latencies));
        report.Promise("all of them known", valid == latencies.Count, $"{Text.Count(valid)} of {Text.Count(latencies.Count)}");
    }

    private async Task ListAsync(OpenedStore store, string what, TokenFilter filter, long after, StressReport report, CancellationToken cancellationToken)
    {
        var (latencies, found) = (new Latencies(), 0);
        for (var i = 0; i < options.Lists; i++)
        {
            var started = Stopwatch.GetTimestamp();
            found = (await store.Tokens.ListAsync(filter, after == 0 ? null : TokenId.Stored(after), PageSize, cancellationToken)).Count;
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        report.Measured($"{found} tokens, {what}: p50, most", $"{Text.Ms(latencies.At(0.5))}, {Text.Ms(latencies.At(1))}");
    }

    private async Task CreateAsync(OpenedStore store, StressReport report, CancellationToken cancellationToken)
    {
        var (model, latencies, made) = (SomeModel.Create(), new Latencies(), 0);
        var lifecycle = new TokenLifecycle(store.Tokens, store.Users, store.PermissionUses, new StandardTokenFormat("tgw"), new TokenCache(1, TimeProvider.System), TimeProvider.System);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < options.Created; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var request = new IssueRequest { Owner = FilledStore.Owner(i), Name = "one more" };
            if ((await lifecycle.IssueAsync(Actor.Operator("bench"), request, model, cancellationToken)).Succeeded)
                made++;
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        report.Measured("create one, audited and durable: p50, p99, one after the other", $"{Figures(latencies)}, {Text.Rate(made, clock.Elapsed)}");
        report.Promise("all of them made", made == options.Created, $"{Text.Count(made)} of {Text.Count(options.Created)}");
    }

    private async Task MeasureProcessAsync(FilledStore filled, StressReport report, Progress progress, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.StartAsync(options.Stage with { Store = filled.Options }, progress, cancellationToken);
        using var client = EdgeClient.Http1(stage.Edge, connections: Clients);
        var clock = Stopwatch.StartNew();
        var (status, _) = await client.GetAsync("/whoami?n=0", filled.Values[0], cancellationToken);
        report.Measured("start of the process to its first proxied answer", Text.Ms((stage.ReadyAfter + clock.Elapsed).TotalMilliseconds));
        await using var watch = new ProcessWatch(stage.GatewayId);
        clock.Restart();
        var good = (status == HttpStatusCode.OK ? 1 : 0) + await UseAsync(client, filled.Values, progress, cancellationToken);
        report.Measured($"first uses of {Text.Count(filled.Values.Count)} tokens over {Clients} connections", $"{clock.Elapsed.TotalSeconds:0.0} s, {Text.Rate(filled.Values.Count, clock.Elapsed)}");
        var counted = await CountedAsync(filled, good, cancellationToken);
        report.Measured("RSS before, peak, after", $"{Text.Mb(watch.Before.Resident)}, {Text.Mb(watch.Peak.Resident)}, {Text.Mb(watch.Look().Resident)}");
        report.Promise("every token let in", good == filled.Values.Count, $"{Text.Count(good)} of {Text.Count(filled.Values.Count)}");
        report.Promise("every use counted", counted == good, $"{Text.Count(counted)} of {Text.Count(good)}");
        report.PromiseFigure($"RSS at most {Text.Mb(MostMemory)}", watch.Peak.Resident <= MostMemory, Text.Mb(watch.Peak.Resident));
    }

    private static async Task<int> UseAsync(EdgeClient client, IReadOnlyList<string> values, Progress progress, CancellationToken cancellationToken)
    {
        var (next, good) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(WorkAsync, cancellationToken)));
        return good;

        async Task WorkAsync()
        {
            for (int at; (at = Interlocked.Increment(ref next)) < values.Count;)
            {
                var (status, _) = await client.GetAsync($"/whoami?n={at}", values[at], cancellationToken);
                if (status == HttpStatusCode.OK)
                    Interlocked.Increment(ref good);
                progress.At("using tokens", at, values.Count);
            }
        }
    }

    // The store was filled with uses up to yesterday: all of today's are the gateway's.
    private static async Task<long> CountedAsync(FilledStore filled, long expected, CancellationToken cancellationToken)
    {
        await using var store = filled.Open();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        long counted = 0;
        await Poll.BecomesAsync(
            async () => (counted = (await store.Usage.ListTotalsAsync(today, today.AddDays(1), cancellationToken)).Sum(one => one.Requests)) >= expected,
            ToBeWritten, cancellationToken);
        return counted;
    }

    private static string Figures(Latencies latencies) => FormattableString.Invariant($"{latencies.At(0.5):0.00} ms, {latencies.At(0.99):0.00} ms");
}

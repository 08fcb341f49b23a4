using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Report;
using TokenGateway.Stress.Store;

namespace TokenGateway.Stress.Changes;

/// <summary>
/// Many changes a second in PostgreSQL, and nodes that follow them and look up tokens meanwhile: how late each learns of a change,
/// whether that grows, and how long look-ups take. Changes are put into the sequence as a writer of the product puts them there,
/// with the head row as the lock, ten in a transaction: what else a change writes would be the measure otherwise.
/// </summary>
internal sealed class ChangesRun(ChangesOptions options) : IStressRun
{
    private const int PerTransaction = 10;
    private const int NoticesPerSecond = 20;
    private const int ChangeOfToken = 1;

    private static readonly TimeSpan ToCatchUp = TimeSpan.FromSeconds(30);

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"{Text.Count(options.Rate)} changes a second, {options.Followers} followers");
        var most = (long)(options.Rate * options.Time.TotalSeconds);
        var (committed, fills, nodes) = (new CommittedChanges(most + PerTransaction), new Latencies(), new List<FollowingNode>());
        try
        {
            for (var i = 0; i < options.Followers; i++)
                nodes.Add(new FollowingNode(Open(), committed));
            await Poll.UntilAsync(() => Task.FromResult(nodes.TrueForAll(node => node.Freshness.IsFresh)), "all nodes follow", ToCatchUp, cancellationToken);
            progress.Say("writing changes");
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var filling = nodes.Select(node => node.FillAsync(options.Fills, fills, end.Token)).ToArray();
            var (written, took) = await WriteAsync(most, committed, progress, cancellationToken);
            await end.CancelAsync();
            await Task.WhenAll(filling);
            var isThere = await Poll.BecomesAsync(() => Task.FromResult(nodes.TrueForAll(node => node.Sink.Last >= written)), ToCatchUp, cancellationToken);
            Report(report, nodes, fills, written, took);
            report.Promise("every node has followed to the end", isThere, Text.Count(nodes.Min(node => node.Sink.Last)));
            return report;
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private OpenedStore Open() => Stores.Open(new StoreOptions(StoreProvider.PostgreSql, options.Postgres, "/") { AuditKey = FilledPostgreSql.AuditKey }, TimeProvider.System);

    private async Task<(long Written, TimeSpan Took)> WriteAsync(long most, CommittedChanges committed, Progress progress, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(options.Postgres);
        await connection.OpenAsync(cancellationToken);
        var (clock, last, toldAt) = (Stopwatch.StartNew(), 0L, TimeSpan.Zero);
        while (last < most && clock.Elapsed < options.Time * 2)
        {
            if (last > clock.Elapsed.TotalSeconds * options.Rate)
            {
                await Task.Delay(1, cancellationToken);
                continue;
            }

            last = await CommitAsync(connection, committed, cancellationToken);
            if (clock.Elapsed - toldAt >= TimeSpan.FromSeconds(1.0 / NoticesPerSecond))
            {
                toldAt = clock.Elapsed;
                await using var notice = new NpgsqlCommand("NOTIFY tokengateway_changes", connection);
                await notice.ExecuteNonQueryAsync(cancellationToken);
            }

            progress.At("changes", last, most);
        }

        return (last, clock.Elapsed);
    }

    private static async Task<long> CommitAsync(NpgsqlConnection connection, CommittedChanges committed, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var head = new NpgsqlCommand($"UPDATE change_head SET seq = seq + {PerTransaction} WHERE shard = 0 RETURNING seq", connection, transaction);
        var last = (long)(await head.ExecuteScalarAsync(cancellationToken))!;
        await using var rows = new NpgsqlCommand(
            $"INSERT INTO changes (seq, kind, key, at) SELECT n, {ChangeOfToken}, n::text, @at FROM generate_series({last - PerTransaction + 1}, {last}) n", connection, transaction);
        rows.Parameters.AddWithValue("at", TimeProvider.System.GetUtcNow().UtcTicks);
        await rows.ExecuteNonQueryAsync(cancellationToken);
        committed.Commit(last, PerTransaction);
        await transaction.CommitAsync(cancellationToken);
        return last;
    }

    private void Report(StressReport report, List<FollowingNode> nodes, Latencies fills, long written, TimeSpan took)
    {
        var all = nodes.SelectMany(node => node.Sink.Lates).ToList();
        report.Measured("changes written", $"{Text.Count(written)}, {Text.Rate(written, took)}");
        report.Measured("until a follower knows of a change: p50, p99, most", Figures(LatenciesOf(all.Select(one => one.Late))));
        report.Measured("the same, first third", Figures(LatenciesOf(all.Where(one => one.Seq <= written / 3).Select(one => one.Late))));
        report.Measured("the same, last third", Figures(LatenciesOf(all.Where(one => one.Seq > written * 2 / 3).Select(one => one.Late))));
        report.Measured($"look-ups meanwhile, {options.Fills} a second on each node: p50, p99, most", Figures(fills));
        report.Promise("every look-up answered", fills.Failures.Count == 0, string.Create(CultureInfo.InvariantCulture, $"{fills.Failures.Count} of {fills.Count} not"));
    }

    private static Latencies LatenciesOf(IEnumerable<double> milliseconds)
    {
        var latencies = new Latencies();
        foreach (var one in milliseconds)
            latencies.Add(one);
        return latencies;
    }

    private static string Figures(Latencies latencies) => $"{Text.Ms(latencies.At(0.5))}, {Text.Ms(latencies.At(0.99))}, {Text.Ms(latencies.At(1))}";
}

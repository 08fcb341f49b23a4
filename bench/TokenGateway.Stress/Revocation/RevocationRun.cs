using System.Diagnostics;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Revocation;

/// <summary>
/// A token that many connections use and that has streams open is deleted or deactivated in the store by another process,
/// this one: when is the last request accepted, and when do the streams end? Time begins when the store has answered.
/// </summary>
internal sealed class RevocationRun(RevocationOptions options) : IStressRun
{
    // What is promised is for what is older than a second.
    private static readonly AuditEntry Recorded = new(AuditActor.Gateway, AuditAction.TokenDeactivated, "token:0");

    private static readonly TimeSpan Old = TimeSpan.FromSeconds(1.2);

    private static readonly TimeSpan AllOver = TimeSpan.FromSeconds(10);

    private readonly Latencies _lastAccepted = new();
    private readonly Dictionary<string, Latencies> _ends = WatchedEnd.Kinds.ToDictionary(kind => kind, _ => new Latencies(), StringComparer.Ordinal);
    private long _accepted;
    private long _refused;
    private int _notRefused;

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"{Text.Count(options.Rounds)} revocations under {options.Connections} connections");
        await using var stage = await Stage.StartAsync(options.Stage, progress, cancellationToken);
        var spare = await stage.IssueAsync("alice", cancellationToken);
        for (var round = 0; round < options.Rounds; round++)
        {
            progress.At("revocations", round, options.Rounds);
            await UseAndRevokeAsync(stage, await stage.IssueAgainAsync(spare.Owner, cancellationToken), round % 2 == 0, cancellationToken);
        }

        report.Measured("requests accepted, refused", $"{Text.Count(_accepted)}, {Text.Count(_refused)}");
        report.Measured("last accepted request began after the revocation (budget 100 ms): p50, max", Spread(_lastAccepted));
        foreach (var (kind, ends) in _ends)
            report.Measured($"{kind}: end seen after the revocation (budget 1 s): p50, max", Spread(ends));
        report.Promise("every token is refused in the end", _notRefused == 0, $"{_notRefused} were not");
        var wrong = _ends.Values.Sum(ends => ends.Failures.Count);
        report.Promise("every stream ends as it should (1008, broken off)", wrong == 0, $"{wrong} of {options.Rounds * WatchedEnd.Kinds.Count} did not");
        return report;
    }

    private async Task UseAndRevokeAsync(Stage stage, IssuedToken token, bool deletes, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var store = stage.OpenStore();
        await using var hammer = new Hammer(stage, options.Connections);
        var streams = await WatchedEnd.OpenAllAsync(stage, token.Token, deadline.Token);
        var opened = Stopwatch.GetTimestamp();
        hammer.Start(token.Token);
        await Poll.UntilAsync(() => Task.FromResult(hammer.Accepted > 10L * options.Connections && Stopwatch.GetElapsedTime(opened) > Old), "the token is hammered with", AllOver, cancellationToken);
        var id = TokenId.Stored(token.Id);
        _ = deletes
            ? await store.Tokens.DeleteAsync(id, TimeProvider.System.GetUtcNow(), Recorded, cancellationToken)
            : await store.Tokens.SetActiveAsync(id, isActive: false, Recorded, WriteBasis.None, cancellationToken);
        var revoked = Stopwatch.GetTimestamp();

        deadline.CancelAfter(AllOver);
        foreach (var stream in streams)
            Note(_ends[stream.Kind], await EndOrNullAsync(stream.Ended), revoked);
        var refused = hammer.Refused;
        if (!await Poll.BecomesAsync(() => Task.FromResult(hammer.Refused > refused + options.Connections), AllOver, cancellationToken))
            _notRefused++;
        Note(_lastAccepted, Math.Max(hammer.LastAcceptedBegan, revoked), revoked);
        (_accepted, _refused) = (_accepted + hammer.Accepted, _refused + hammer.Refused);
    }

    private static async Task<long?> EndOrNullAsync(Task<long?> ended)
    {
        try
        {
            return await ended;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static void Note(Latencies latencies, long? at, long revoked)
    {
        if (at is { } end)
            latencies.Add(Math.Max(0, Stopwatch.GetElapsedTime(revoked, end).TotalMilliseconds));
        else
            latencies.Fail("no right end");
    }

    private static string Spread(Latencies latencies) => $"{Text.Ms(latencies.At(0.5))}, {Text.Ms(latencies.At(1))}";
}

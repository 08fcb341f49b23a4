using System.Diagnostics;
using System.Security.Cryptography;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Backends;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Store;

namespace TokenGateway.Stress.Changes;

/// <summary>What follows and fills in a gateway: the product's store, follower, cache and verifier.</summary>
internal sealed class FollowingNode : IAsyncDisposable
{
    private readonly OpenedStore _store;
    private readonly TokenVerifier _verifier;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;

    public FollowingNode(OpenedStore store, CommittedChanges committed)
    {
        var (time, freshness) = (TimeProvider.System, new Freshness(TimeProvider.System));
        var cache = new TokenCache(1_000, time);
        _store = store;
        Sink = new MeasuringSink(cache, committed);
        _verifier = new TokenVerifier(cache, store.Tokens, NoSharedFacts.Instance, freshness, new VerifierOptions(), time);
        Freshness = freshness;
        _following = new ChangeFollower(store.Changes!, Sink, freshness, time).RunAsync(_end.Token);
    }

    public MeasuringSink Sink { get; }

    public Freshness Freshness { get; }

    /// <summary>Looks digests up that nobody knows, so many a second.</summary>
    public async Task FillAsync(int perSecond, Latencies latencies, CancellationToken cancellationToken)
    {
        var model = SomeModel.Create();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        while (!cancellationToken.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            var started = Stopwatch.GetTimestamp();
            var result = await _verifier.VerifyAsync(new TokenDigest(RandomNumberGenerator.GetBytes(TokenDigest.Size)), model, CancellationToken.None);
            if (result.Outcome == VerificationOutcome.Unknown)
                latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            else
                latencies.Fail(result.Outcome.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _verifier.Dispose();
        await _store.DisposeAsync();
        _end.Dispose();
    }
}

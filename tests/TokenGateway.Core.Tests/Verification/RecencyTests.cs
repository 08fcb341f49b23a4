using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

/// <summary>When a request has the store's changes looked at, and when it waits for that.</summary>
public sealed class RecencyTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly FakeClock _clock = new();
    private readonly AskedFeed _feed = new();
    private readonly ScriptedTokenStore _store = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TokenCache _cache;
    private readonly Freshness _freshness;
    private readonly TokenVerifier _verifier;
    private Task _run = Task.CompletedTask;

    public RecencyTests()
    {
        _cache = new TokenCache(1000, _clock);
        _freshness = new Freshness(_clock);
        _verifier = new TokenVerifier(_cache, _store, NoSharedFacts.Instance, _freshness, new VerifierOptions(), _clock);
        _store.Known[Some.Digest(7)] = Some.Facts(7);
    }

    public async Task InitializeAsync()
    {
        _run = new ChangeFollower(_feed, _cache, _freshness, _clock).RunAsync(_stop.Token);
        await Poll.UntilAsync(() => _freshness.Polls.IsAnswering);
        (await VerifyAsync()).IsValid.ShouldBeTrue();
    }

    public async Task DisposeAsync()
    {
        _feed.Hangs = null;
        await _stop.CancelAsync();
        await _run.WaitAsync(Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _verifier.Dispose();
    }

    [Fact]
    public void Hit_soon_after_a_look_has_none_made()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(24));

        TryVerify().ShouldBeTrue();

        _freshness.Polls.Requested.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Hit_after_25_ms_has_a_look_made_and_does_not_wait()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(25));

        TryVerify().ShouldBeTrue();

        await Poll.UntilAsync(() => _feed.Reads == 2);
    }

    [Fact]
    public async Task Hit_after_50_ms_sees_what_others_did_before_it()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(900));
        Revoke();

        TryVerify().ShouldBeFalse();

        (await VerifyAsync()).ShouldBe(VerificationResult.Unknown);
    }

    [Fact]
    public void Memo_of_a_connection_is_not_used_after_50_ms()
    {
        var snapshot = _cache.TryGet(Some.Digest(7), out var cached) ? cached.SnapshotFor(The.Model) : throw new InvalidOperationException();
        _verifier.IsCurrent(snapshot, The.Model).ShouldBeTrue();

        _feed.Hangs = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromMilliseconds(50));

        _verifier.IsCurrent(snapshot, The.Model).ShouldBeFalse();
        _verifier.IsTrusted(snapshot, The.Model).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_who_wait_are_answered_by_one_look()
    {
        _feed.Hangs = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        var waiting = Enumerable.Range(0, 100).Select(_ => VerifyAsync()).ToArray();
        await Poll.UntilAsync(() => _feed.Reads == 2);
        waiting.ShouldAllBe(one => !one.IsCompleted);

        _feed.Release();

        (await Task.WhenAll(waiting).WaitAsync(Deadline)).ShouldAllBe(one => one.IsValid);
        _feed.Reads.ShouldBe(2);
    }

    // On a machine that is busy a look takes long, and what others wrote since it began it does not know.
    [Fact]
    public async Task Look_that_began_long_before_is_no_answer()
    {
        _feed.Hangs = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromMilliseconds(30));
        TryVerify().ShouldBeTrue();
        await Poll.UntilAsync(() => _feed.Reads == 2);
        Revoke();
        _clock.Advance(Freshness.RecentFor);
        var waiting = VerifyAsync();

        _feed.Release();

        (await waiting.WaitAsync(Deadline)).ShouldBe(VerificationResult.Unknown);
        _feed.Reads.ShouldBe(3);
    }

    // A store that is locked, a disk that hangs: nobody waits longer than the patience, and after the first nobody at all.
    [Fact]
    public async Task Look_that_hangs_is_waited_for_once_and_no_longer_than_the_patience()
    {
        _feed.Hangs = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        var waiting = VerifyAsync();
        await Poll.UntilAsync(() => _feed.Reads == 2);
        waiting.IsCompleted.ShouldBeFalse();

        _clock.Advance(ChangePolls.MaxWait);

        (await waiting.WaitAsync(Deadline)).IsValid.ShouldBeTrue();
        TryVerify().ShouldBeTrue();

        // What was known is trusted for two seconds, as ever.
        _clock.Advance(Freshness.TrustedFor);
        TryVerify().ShouldBeFalse();
    }

    [Fact]
    public async Task Look_that_hung_and_ends_is_waited_for_again()
    {
        await Look_that_hangs_is_waited_for_once_and_no_longer_than_the_patience();

        _feed.Release();
        await Poll.UntilAsync(() => _freshness.Polls.IsAnswering);

        Revoke();
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        TryVerify().ShouldBeFalse();
        (await VerifyAsync().WaitAsync(Deadline)).ShouldBe(VerificationResult.Unknown);
    }

    [Fact]
    public async Task Look_that_fails_is_waited_for_by_nobody()
    {
        _feed.Failure = new StoreUnavailableException("down");
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        (await VerifyAsync().WaitAsync(Deadline)).IsValid.ShouldBeTrue();

        TryVerify().ShouldBeTrue();
    }

    [Fact]
    public async Task Caller_who_leaves_is_not_held()
    {
        _feed.Hangs = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        using var gone = new CancellationTokenSource();
        var waiting = _verifier.VerifyAsync(Some.Digest(7), The.Model, gone.Token).AsTask();

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Deadline));
    }

    [Fact]
    public void Hit_that_asks_ahead_allocates_nothing_while_a_look_is_under_way()
    {
        _feed.Hangs = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromMilliseconds(30));
        TryVerify().ShouldBeTrue();
        var digest = Some.Digest(7);

        Allocation.PerRun(() => _verifier.TryVerify(digest, The.Model, out _)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_store_nobody_is_asked()
    {
        var freshness = new Freshness(_clock, isAlwaysFresh: true);
        _clock.Advance(TimeSpan.FromDays(1));

        freshness.IsRecent.ShouldBeTrue();
        await freshness.RefreshAsync(default).AsTask().WaitAsync(Deadline);
        freshness.Polls.Requested.IsCompleted.ShouldBeFalse();
    }

    private void Revoke()
    {
        _store.Known.Clear();
        _feed.Next = new ChangeBatch([new(ChangeKind.TokenChanged, "7")], IsReset: false);
    }

    private bool TryVerify() => _verifier.TryVerify(Some.Digest(7), The.Model, out _);

    private Task<VerificationResult> VerifyAsync() => _verifier.VerifyAsync(Some.Digest(7), The.Model, CancellationToken.None).AsTask();

    /// <summary>Is read when somebody asks, and only then.</summary>
    private sealed class AskedFeed : IChangeFeed, IChangeReader
    {
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public ChangeBatch Next { get; set; } = ChangeBatch.Nothing;

        public TaskCompletionSource? Hangs { get; set; }

        public Exception? Failure { get; set; }

        public void Release()
        {
            var hanging = Hangs;
            Hangs = null;
            hanging?.SetResult();
        }

        public ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken) => ValueTask.FromResult<IChangeReader>(this);

        public async ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
        {
            // What is there when it begins; later writes are for the next look.
            var batch = Next;
            Next = ChangeBatch.Nothing;
            Interlocked.Increment(ref _reads);
            if (Hangs is { } hanging)
                await hanging.Task.WaitAsync(cancellationToken);
            if (Failure is { } failure)
                throw failure;
            return batch;
        }

        public async ValueTask WaitAsync(Task asked, CancellationToken cancellationToken) => await asked.WaitAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

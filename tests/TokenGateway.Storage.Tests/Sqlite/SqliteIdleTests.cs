using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>What a follower does while no request comes, on a clock that the test turns.</summary>
public sealed class SqliteIdleTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly SqliteFixture _fixture = new();
    private readonly CancellationTokenSource _stop = new();
    private OpenedStore _store = null!;
    private CountedFeed _feed = null!;
    private Freshness _freshness = null!;
    private Task _run = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _store = _fixture.Open();
        _feed = new CountedFeed(_store.Changes!);
        _freshness = new Freshness(_fixture.Clock);
        _run = new ChangeFollower(_feed, new NoSink(), _freshness, _fixture.Clock).RunAsync(_stop.Token);
        await WaitsAsync();
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Idle_follower_looks_about_once_a_second()
    {
        var before = _feed.Reads;

        for (var look = 1; look <= 10; look++)
        {
            _fixture.Clock.Advance(SqliteChangeReader.PollingInterval - TimeSpan.FromTicks(1));
            _feed.IsWaiting.ShouldBeTrue();
            _fixture.Clock.Advance(TimeSpan.FromTicks(1));
            await BecomesTrueAsync(() => _feed.Reads == before + look && _feed.IsWaiting);
        }

        SqliteChangeReader.PollingInterval.ShouldBeInRange(TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1));
        _freshness.IsFresh.ShouldBeTrue();
    }

    [Fact]
    public async Task Write_of_another_process_is_seen_by_who_asks_and_not_a_moment_later()
    {
        await using (var other = _fixture.Open())
            await other.Users.AddAsync(Some.User(), default);
        _fixture.Clock.Advance(TimeSpan.FromMilliseconds(60));

        await _freshness.RefreshAsync(default).AsTask().WaitAsync(Deadline);

        _feed.Seen.ShouldContain(new Change(ChangeKind.UserChanged, "alice"));
    }

    [Fact]
    public async Task Busy_follower_looks_once_for_all_who_ask_within_a_moment()
    {
        var before = _feed.Reads;

        for (var step = 0; step < 100; step++)
        {
            _fixture.Clock.Advance(TimeSpan.FromMilliseconds(10));
            for (var request = 0; request < 20; request++)
                _ = _freshness.IsRecent;
            await WaitsAsync();
        }

        (_feed.Reads - before).ShouldBeInRange(20, 40);
    }

    // Between two steps of the clock the follower has come to its wait.
    private Task WaitsAsync() => BecomesTrueAsync(() => _feed.IsWaiting);

    private static async Task BecomesTrueAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class NoSink : IChangeSink
    {
        public void Apply(in Change change)
        {
        }

        public void Reset()
        {
        }
    }

    /// <summary>Counts what is read of the feed behind it.</summary>
    private sealed class CountedFeed(IChangeFeed feed) : IChangeFeed
    {
        private int _reads;
        private volatile Task? _waiting;
        private volatile Task? _asked;

        public int Reads => Volatile.Read(ref _reads);

        public List<Change> Seen { get; } = [];

        public bool IsWaiting => _waiting is { IsCompleted: false } && _asked is { IsCompleted: false };

        public async ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken) =>
            new Reader(this, await feed.OpenAsync(from, cancellationToken));

        private sealed class Reader(CountedFeed owner, IChangeReader reader) : IChangeReader
        {
            public async ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
            {
                Interlocked.Increment(ref owner._reads);
                var batch = await reader.ReadAsync(cancellationToken);
                owner.Seen.AddRange(batch.Changes);
                return batch;
            }

            public ValueTask WaitAsync(Task asked, CancellationToken cancellationToken)
            {
                var waiting = reader.WaitAsync(asked, cancellationToken).AsTask();
                (owner._waiting, owner._asked) = (waiting, asked);
                return new(waiting);
            }

            public ValueTask DisposeAsync() => reader.DisposeAsync();
        }
    }
}

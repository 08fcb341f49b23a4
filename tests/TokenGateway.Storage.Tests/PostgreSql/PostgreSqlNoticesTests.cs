using Npgsql;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Usage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Testing;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>The clock stands in these tests: what is seen before it is turned was told, and not polled for.</summary>
public sealed class PostgreSqlNoticesTests : IAsyncLifetime
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly PostgreSqlFixture _fixture = new();

    [Fact]
    public async Task Notice_of_another_process_ends_the_waiting()
    {
        await using var writer = Open(notifies: true);
        await using var follower = Open(notifies: true);
        await using var reader = await FollowAsync(follower);

        var waiting = reader.WaitAsync(Never, default).AsTask();
        await writer.Users.AddAsync(Some.User(), default);

        await waiting.WaitAsync(Deadline);
        (await reader.ReadAsync(default)).Changes.ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Without_notices_the_poll_finds_it()
    {
        await using var writer = Open(notifies: true);
        await using var follower = Open(notifies: false);
        await using var reader = await follower.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);

        var waiting = reader.WaitAsync(Never, default).AsTask();
        await writer.Users.AddAsync(Some.User(), default);
        waiting.IsCompleted.ShouldBeFalse();
        _fixture.Clock.Advance(PostgreSqlChangeReader.PollingInterval);

        await waiting.WaitAsync(Deadline);
        (await reader.ReadAsync(default)).Changes.ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Listener_that_was_cut_off_listens_again()
    {
        await using var writer = Open(notifies: true);
        await using var follower = Open(notifies: true);
        await using var reader = await FollowAsync(follower);
        await _fixture.ExecuteAsync("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");

        // It tries again after a while by the clock, and tells then that something may have been told meanwhile.
        var waiting = reader.WaitAsync(Never, default).AsTask();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
                return await IsListeningAsync();
            },
            "it listens");
        await waiting.WaitAsync(Deadline);
        await writer.Users.AddAsync(Some.User(), default);
        await Eventually.BecomesTrueAsync(async () => (await reader.ReadAsync(default)).Changes.Length == 1, "the change is told");
    }

    [Fact]
    public async Task Uses_sessions_and_records_alone_are_told_to_nobody()
    {
        await using var store = Open(notifies: true);
        var token = (await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default)).Token!;
        var told = ((PostgreSqlDatabase)store.Backend!).Changed.Next;

        await store.Usage.AddAsync([new TokenUsage(token.Id, new DateOnly(2026, 8, 1), new UsageCounts(1, 0, 0, 0, 0), null)], default);
        await store.Audit.AppendAsync(StoreExtensions.Entry, default);
        await store.Sessions.TouchAsync(Some.Digest(), Some.Moment, default);
        await store.PruneChangesAsync(Some.Moment, default);
        told.IsCompleted.ShouldBeFalse();

        await store.Users.AddAsync(Some.User(), default);
        told.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Changes_of_a_moment_are_told_once()
    {
        await using var store = Open(notifies: true);
        await using var connection = new NpgsqlConnection(_fixture.ConnectionString);
        await connection.OpenAsync();
        var told = 0;
        connection.Notification += (_, _) => told++;
        await using (var listen = new NpgsqlCommand("LISTEN tokengateway_changes", connection))
            await listen.ExecuteNonQueryAsync();

        for (var i = 0; i < 20; i++)
            await store.Users.AddAsync(Some.User($"user{i}"), default);
        await Eventually.BecomesTrueAsync(() => ToldAsync(1), "the first is told at once");
        await Eventually.BecomesTrueAsync(
            () =>
            {
                _fixture.Clock.Advance(TimeSpan.FromMilliseconds(50));
                return ToldAsync(2);
            },
            "the others when the interval is over");

        async Task<bool> ToldAsync(int count)
        {
            await using var ask = new NpgsqlCommand("SELECT 1", connection);
            await ask.ExecuteNonQueryAsync();
            told.ShouldBeLessThanOrEqualTo(count);
            return told == count;
        }
    }

    [Fact]
    public async Task What_is_asked_within_the_interval_is_done_once_at_its_end()
    {
        var done = 0;
        using var pace = new PostgreSqlThrottle(TimeSpan.FromMilliseconds(50), () => Task.FromResult(Interlocked.Increment(ref done)), _fixture.Clock);
        pace.Request();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Volatile.Read(ref done) == 1), "the first is done at once");

        for (var i = 0; i < 100; i++)
            pace.Request();
        Volatile.Read(ref done).ShouldBe(1);
        await Eventually.BecomesTrueAsync(
            () =>
            {
                _fixture.Clock.Advance(TimeSpan.FromMilliseconds(50));
                return Task.FromResult(Volatile.Read(ref done) == 2);
            },
            "the others are done together");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private OpenedStore Open(bool notifies) => new PostgreSqlStore(_fixture) { With = options => options with { Notifies = notifies } }.Open();

    // A reader of a process that listens, at the end of the sequence, with nothing told that it has not read.
    private async Task<IChangeReader> FollowAsync(OpenedStore store)
    {
        var reader = await store.Changes!.OpenAsync(null, default);
        await Eventually.BecomesTrueAsync(IsListeningAsync, "it listens");

        // It says so when it begins to listen.
        await reader.WaitAsync(Never, default).AsTask().WaitAsync(Deadline);
        await reader.ReadAsync(default);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        return reader;
    }

    private async Task<bool> IsListeningAsync() => (bool)(await _fixture.ExecuteAsync(
        "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%')"))!;
}

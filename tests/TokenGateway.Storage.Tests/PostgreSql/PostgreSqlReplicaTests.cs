using System.Globalization;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>A primary with a standby that follows it by real streaming, stands still when it is told to, and is promoted.</summary>
public sealed class PostgreSqlReplicaTests : IAsyncLifetime
{
    private const string Database = "postgres";

    private readonly FakeClock _clock = new();
    private PostgreSqlServer _primary = null!;
    private PostgreSqlServer _standby = null!;

    [Fact]
    public async Task Whoever_reads_a_standby_that_lags_knows_how_far_and_misses_nothing()
    {
        await using var writer = Open(_primary);
        await using var near = OpenBoth("prefer-standby");
        await using var reader = await near.Changes!.OpenAsync(null, default);
        await CatchUpAsync();
        (await reader.ReadAsync(default)).IsReset.ShouldBeTrue();
        await _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_pause()");
        await WaitForPauseAsync();

        // What is committed at the primary is not here, and the newest heartbeat grows old, though the primary's is written.
        await writer.Users.AddAsync(Some.User(), default);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await writer.BeatAsync(default);
                var batch = await reader.ReadAsync(default);
                batch.Changes.ShouldBeEmpty();
                return _clock.GetUtcNow() - batch.Heartbeat > Freshness.TrustedFor;
            },
            "nobody trusts it");

        await _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_resume()");
        var told = new List<Change>();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await writer.BeatAsync(default);
                var batch = await reader.ReadAsync(default);
                told.AddRange(batch.Changes);
                return told.Count > 0 && _clock.GetUtcNow() - batch.Heartbeat < Freshness.TrustedFor;
            },
            "it is told, and trusted");
        told.ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Facts_from_a_standby_that_lags_are_not_older_than_what_this_process_wrote()
    {
        await using var near = OpenBoth("prefer-standby");
        var digest = Some.Digest();
        var token = (await near.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(digest), default)).Token!;
        await CatchUpAsync();
        await _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_pause()");
        await WaitForPauseAsync();

        await near.Tokens.DeleteAsync(token.Id, Some.Moment, default);

        (await near.Tokens.ReadFactsAsync(digest, default)).Facts!.Token.DeletedAt.ShouldNotBeNull();

        // Somebody else's change is not known here: the facts say that they are of before it.
        await using var other = Open(_primary);
        await using var atStandby = Open(_standby);
        var behind = await atStandby.Tokens.ReadFactsAsync(digest, default);
        var present = await other.Tokens.ReadFactsAsync(digest, default);
        behind.Facts!.Token.DeletedAt.ShouldBeNull();
        behind.AsOf.Covers(present.AsOf).ShouldBeFalse();
        behind.AsOf.Epoch.ShouldBe(present.AsOf.Epoch);

        // And how old they are, also when nobody follows: a standby that lost its primary is no answer after a while.
        present.Heartbeat.ShouldBeNull();
        await Eventually.BecomesTrueAsync(
            async () => _clock.GetUtcNow() - (await atStandby.Tokens.ReadFactsAsync(digest, default)).Heartbeat > Freshness.TrustedFor, "the facts are old");
    }

    [Fact]
    public async Task Facts_from_a_standby_tell_how_old_they_are_and_are_young_again_when_it_has_caught_up()
    {
        await using var store = Open(_primary);
        await using var atStandby = Open(_standby);
        await store.BeatAsync(default);
        await CatchUpAsync();
        await _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_pause()");
        await WaitForPauseAsync();

        // An unknown digest tells as much as a known one: that it is unknown may be of the past.
        TimeSpan age = default, before;
        do
        {
            before = age;
            age = await AgeAsync();
            await store.BeatAsync(default);
        }
        while (age <= Freshness.TrustedFor);
        age.ShouldBeGreaterThan(before);

        await _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_resume()");
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await store.BeatAsync(default);
                return await AgeAsync() < Freshness.TrustedFor;
            },
            "the facts are young");

        async Task<TimeSpan> AgeAsync()
        {
            var heartbeat = (await atStandby.Tokens.ReadFactsAsync(Some.Digest(), default)).Heartbeat.ShouldNotBeNull();
            return _clock.GetUtcNow() - heartbeat;
        }
    }

    // On the real follower, cache and verifier.
    [Fact]
    public async Task Token_that_was_followed_as_deleted_is_not_filled_again_from_a_standby_that_lags()
    {
        await using var store = Open(_primary);
        var digest = Some.Digest();
        var token = (await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(digest), default)).Token!;
        await CatchUpAsync();
        await _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_pause()");
        await WaitForPauseAsync();
        await using var atStandby = Open(_standby);
        var cache = new TokenCache(16, _clock);
        await using var reader = await store.Changes!.OpenAsync(null, default);
        ((IChangeSink)cache).Follow(await reader.ReadAsync(default));
        await store.Tokens.DeleteAsync(token.Id, Some.Moment, default);
        ((IChangeSink)cache).Follow(await reader.ReadAsync(default));

        var lagging = await atStandby.Tokens.ReadFactsAsync(digest, default);
        var present = await store.Tokens.ReadFactsAsync(digest, default);

        cache.TryFill(cache.BeginFill(), digest, lagging, _clock.GetTimestamp(), out _).ShouldBeFalse();
        cache.TryFill(cache.BeginFill(), digest, present, _clock.GetTimestamp(), out var cached).ShouldBeTrue();
        cached!.Facts.Token.DeletedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Standby_alone_is_read_and_not_written()
    {
        await using (var store = Open(_primary))
            await store.Users.AddAsync(Some.User(), default);
        await CatchUpAsync();
        await using var atStandby = Open(_standby);

        (await atStandby.Users.GetAsync(UserId.Parse("alice"), default)).ShouldNotBeNull();
        (await Should.ThrowAsync<StoreUnavailableException>(async () => await atStandby.Users.AddAsync(Some.User("bob"), default))).Message.ShouldContain("standby");
    }

    [Fact]
    public async Task Promoted_standby_is_another_epoch_and_followers_begin_anew()
    {
        await using var store = OpenBoth("primary");
        await store.Users.AddAsync(Some.User(), default);
        await using var reader = await store.Changes!.OpenAsync(null, default);
        var before = (await reader.ReadAsync(default)).Cursor;
        await CatchUpAsync();

        await _primary.StopAsync();
        await _standby.ExecuteAsync(Database, "SELECT pg_promote()");
        ChangeBatch batch = default;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                try
                {
                    await store.BeatAsync(default);
                    batch = await reader.ReadAsync(default);
                    return batch.Cursor.Epoch != before.Epoch;
                }
                catch (StoreUnavailableException)
                {
                    return false;
                }
            },
            "the new primary is found");

        batch.IsReset.ShouldBeTrue();
        (await store.Users.AddAsync(Some.User("bob"), default)).ShouldBeTrue();
        (await reader.ReadAsync(default)).Changes.ShouldBe([new(ChangeKind.UserChanged, "bob")]);
    }

    public async Task InitializeAsync()
    {
        _primary = await PostgreSqlServer.StartNewAsync();
        await (await PostgreSqlOpening.OpenAsync(Options(_primary.ConnectionString(Database)), PostgreSqlMigration.All, _clock)).DisposeAsync();
        _standby = await _primary.StartStandbyAsync();
    }

    public async Task DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    private static StoreOptions Options(string connectionString) => PostgreSqlFixture.Options(connectionString);

    private OpenedStore Open(PostgreSqlServer server) => Stores.Open(Options(server.ConnectionString(Database)), _clock);

    private OpenedStore OpenBoth(string wanted) => Stores.Open(
        Options(string.Create(CultureInfo.InvariantCulture,
            $"Host=127.0.0.1:{_primary.Port},127.0.0.1:{_standby.Port};Username=postgres;Database={Database};Target Session Attributes={wanted}")),
        _clock);

    // All that is committed now is visible at the standby.
    private async Task CatchUpAsync()
    {
        var end = await _primary.ExecuteAsync(Database, "SELECT pg_current_wal_lsn()::text");
        await Eventually.BecomesTrueAsync(
            async () => (bool)(await _standby.ExecuteAsync(Database, $"SELECT pg_last_wal_replay_lsn() >= '{end}'::pg_lsn"))!, "the standby has caught up");
    }

    private Task WaitForPauseAsync() => Eventually.BecomesTrueAsync(
        async () => (string)(await _standby.ExecuteAsync(Database, "SELECT pg_get_wal_replay_pause_state()"))! == "paused", "the standby stands still");
}

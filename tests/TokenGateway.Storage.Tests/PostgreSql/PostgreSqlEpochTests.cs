using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>A database that is another one than it was is another epoch, though the store in it calls itself the same.</summary>
public sealed class PostgreSqlEpochTests : IAsyncLifetime
{
    private readonly PostgreSqlFixture _fixture = new(isOwn: true);

    [Fact]
    public async Task Epoch_stays_over_restarts_of_the_process()
    {
        var first = await ReadEpochAsync();

        (await ReadEpochAsync()).ShouldBe(first);
    }

    // As pg_restore --clean does.
    [Fact]
    public async Task Dump_that_is_put_back_in_place_is_another_epoch()
    {
        await using var store = _fixture.Open();
        await store.Users.AddAsync(Some.User(), default);
        await using var reader = await store.Changes!.OpenAsync(null, default);
        var before = (await reader.ReadAsync(default)).Cursor;

        await _fixture.ExecuteAsync("ALTER TABLE change_head RENAME TO old; CREATE TABLE change_head (LIKE old INCLUDING ALL); INSERT INTO change_head SELECT * FROM old; DROP TABLE old");
        await store.Users.AddAsync(Some.User("bob"), default);

        var batch = await reader.ReadAsync(default);
        (batch.IsReset, batch.Cursor.Epoch == before.Epoch).ShouldBe((true, false));
    }

    [Fact]
    public async Task Copy_of_a_database_is_another_epoch_as_soon_as_it_is_opened()
    {
        var first = await ReadEpochAsync();
        var server = await SharedServer.GetAsync();
        var copy = _fixture.Database + "_copy";
        await server.ExecuteAsync("postgres", $"SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = '{_fixture.Database}'");
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {copy} TEMPLATE {_fixture.Database}");

        await using var store = Stores.Open(PostgreSqlFixture.Options(server.ConnectionString(copy)), TimeProvider.System);

        (await EpochOfAsync(store)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Heartbeat_is_written_once_however_many_ask()
    {
        await using var store = _fixture.Open();
        await using var other = _fixture.Open();
        await store.BeatAsync(default);
        var first = (long)(await _fixture.ExecuteAsync("SELECT at FROM heartbeat"))!;
        await using (await RawTransaction.BeginAsync(_fixture, "UPDATE heartbeat SET at = 1"))
            await other.BeatAsync(default);

        (await _fixture.ExecuteAsync("SELECT at FROM heartbeat")).ShouldBe(first);
        await _fixture.ExecuteAsync("UPDATE heartbeat SET at = at + 600000000000");
        await other.BeatAsync(default);
        ((long)(await _fixture.ExecuteAsync("SELECT at FROM heartbeat"))!).ShouldBeInRange(first, first + 300_000_000_000);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private async Task<string> ReadEpochAsync()
    {
        await using var store = _fixture.Open();
        return await EpochOfAsync(store);
    }

    private static async Task<string> EpochOfAsync(Backends.OpenedStore store) => (await store.Tokens.ReadFactsAsync(Some.Digest(), default)).AsOf.Epoch;
}

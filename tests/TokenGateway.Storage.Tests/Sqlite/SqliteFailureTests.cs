using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteFailureTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new() { ConnectionString = "Data Source=tokengateway.db;Default Timeout=1" };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _fixture.DisposeAsync().AsTask();

    [Fact]
    public async Task A_locked_store_refuses_writes_goes_on_reading_and_recovers()
    {
        var digest = Some.Digest();
        await using var store = _fixture.Open();
        await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(digest), default);
        using (var other = Raw.Open(_fixture.Path))
        {
            await other.ExecuteAsync("BEGIN IMMEDIATE");

            var failure = await WriteShouldFailAsync(store);
            failure.Message.ShouldContain(_fixture.Path);
            failure.Message.ShouldContain("locked");
            (await store.Tokens.FindAsync(digest, default)).ShouldNotBeNull();
        }

        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_store_locked_at_start_cannot_be_opened()
    {
        using var other = Raw.Open(_fixture.Path);
        await other.ExecuteAsync("BEGIN EXCLUSIVE");

        Should.Throw<StoreUnavailableException>(_fixture.Open).Message.ShouldContain("locked");
    }

    /// <summary>As the one of another tool, while a gateway runs on it.</summary>
    [Fact]
    public async Task A_restored_backup_that_is_being_written_is_opened_when_the_writer_is_done()
    {
        await _fixture.Open().DisposeAsync();
        await _fixture.ExecuteAsync("PRAGMA journal_mode = DELETE");
        using var other = Raw.Open(_fixture.Path);
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        var done = Task.Delay(TimeSpan.FromMilliseconds(300)).ContinueWith(_ => other.Execute("COMMIT"), TaskScheduler.Default);

        await using var store = _fixture.Open();

        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
        await done;
    }

    [Fact]
    public async Task A_read_only_store_is_read_and_refuses_writes()
    {
        var digest = Some.Digest();
        await using (var before = _fixture.Open())
            await before.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(digest), default);
        ForbidWriting();

        await using var store = _fixture.Open();

        (await store.Tokens.FindAsync(digest, default)).ShouldNotBeNull();
        (await WriteShouldFailAsync(store)).Message.ShouldContain("can only be read");
        (await store.Tokens.FindAsync(digest, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_full_disk_refuses_writes_keeps_what_there_is_and_recovers()
    {
        var file = SqliteFile.Parse($"Data Source={_fixture.Path}", "/");
        await using var database = SqliteDatabase.Open(file, SqliteMigration.All, auditKey: null, _fixture.Clock);
        var users = new SqlUserStore(database);
        await users.AddAsync(Some.User(), default);

        // The limit holds for the writer's connection, which goes on with it until a write fails.
        await database.WriteAsync(write => write.ReadValueAsync<long>("PRAGMA max_page_count = 1"), default);
        var failure = await Should.ThrowAsync<StoreUnavailableException>(async () =>
        {
            for (var i = 0; i < 1000; i++)
                await users.AddAsync(Some.User(new string('u', 200) + i), default);
        });

        failure.Message.ShouldContain("no room");
        (await users.GetAsync(UserId.Parse("alice"), default)).ShouldNotBeNull();
        (await users.AddAsync(Some.User("bob"), default)).ShouldBeTrue();
    }

    [Fact]
    public void A_file_that_is_no_database_cannot_be_opened_and_is_left_alone()
    {
        File.WriteAllText(_fixture.Path, new string('x', 4096));

        var failure = Should.Throw<StoreUnavailableException>(_fixture.Open);

        failure.Message.ShouldContain(_fixture.Path);
        failure.Message.ShouldContain("not a SQLite database");
        File.ReadAllText(_fixture.Path).ShouldBe(new string('x', 4096));
    }

    [Fact]
    public void An_empty_file_is_a_store_that_was_lost_and_not_a_new_one()
    {
        File.WriteAllBytes(_fixture.Path, []);

        var failure = Should.Throw<StoreUnavailableException>(_fixture.Open);

        failure.Message.ShouldContain(_fixture.Path);
        failure.Message.ShouldContain("backup");
        new FileInfo(_fixture.Path).Length.ShouldBe(0);
    }

    [Fact]
    public void A_log_without_its_store_is_not_taken_for_the_log_of_a_new_one()
    {
        File.WriteAllText(_fixture.Path + "-wal", "pages of a lost store");

        Should.Throw<StoreUnavailableException>(_fixture.Open).Message.ShouldContain("missing");

        File.Exists(_fixture.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_store_leaves_nothing_else_behind()
    {
        await using (_fixture.Open())
        {
        }

        Directory.GetFiles(Path.GetDirectoryName(_fixture.Path)!).ShouldBe([_fixture.Path]);
    }

    [Fact]
    public async Task Damage_is_found_at_the_opening_that_looks_for_it()
    {
        await using (var before = _fixture.Open())
        {
            for (var i = 0; i < 100; i++)
                await before.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(Some.Digest()), default);
        }

        using (var file = new FileStream(_fixture.Path, FileMode.Open))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(new byte[4096]);
        }

        var options = new StoreOptions(StoreProvider.Sqlite, _fixture.ConnectionString, Path.GetDirectoryName(_fixture.Path)!) { CheckForDamage = true };

        var failure = Should.Throw<StoreUnavailableException>(() => Stores.Open(options, _fixture.Clock));
        failure.Message.ShouldContain(_fixture.Path);
        failure.Message.ShouldContain("damaged");
        failure.Message.ShouldContain("backup");
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_an_outage_and_not_an_unknown_token()
    {
        var digest = Some.Digest();
        await using var store = _fixture.Open();
        await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(digest), default);
        await _fixture.ExecuteAsync("UPDATE tokens SET permissions = 'no json'");

        await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Tokens.FindAsync(digest, default));
    }

    [Fact]
    public async Task A_closed_store_refuses_to_work()
    {
        var store = _fixture.Open();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.Tokens.GetAsync(TokenId.Stored(1), default));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.Users.AddAsync(Some.User(), default));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(26)]
    public void Failures_of_the_file_are_outages_that_name_file_and_cause(int code)
    {
        var failure = new SqliteException("the cause", code);

        SqliteErrors.IsOutage(failure).ShouldBeTrue();
        var explained = SqliteErrors.Explain("/data/store.db", failure);
        explained.Message.ShouldStartWith("The store /data/store.db ");
        explained.Message.ShouldContain("the cause");
        explained.InnerException.ShouldBe(failure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(21)]
    public void Errors_of_the_program_are_no_outages(int code)
    {
        SqliteErrors.IsOutage(new SqliteException("a bug", code)).ShouldBeFalse();
        SqliteErrors.IsOutage(new InvalidOperationException()).ShouldBeFalse();
        SqliteErrors.IsOutage(new JsonException()).ShouldBeTrue();
    }

    private static async Task<StoreUnavailableException> WriteShouldFailAsync(OpenedStore store) =>
        await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Users.AddAsync(Some.User("bob"), default));

    // A write version above 2 in the header makes SQLite read the file only (file format, 1.3.3). Unlike a file mode
    // it holds for root too.
    private void ForbidWriting()
    {
        using var file = new FileStream(_fixture.Path, FileMode.Open);
        file.Position = 18;
        file.WriteByte(3);
    }
}

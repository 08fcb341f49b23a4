using Dapper;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteMigrationsTests : IDisposable
{
    private static readonly SqliteMigration Next =
        new(SqliteMigration.All[^1].Version + 1, "next", "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;");

    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    private string FilePath => _folder.At("store.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Embedded_steps_are_numbered_from_one_without_gaps() =>
        SqliteMigration.All.Select(one => one.Version).ShouldBe(Enumerable.Range(1, SqliteMigration.All.Count));

    [Fact]
    public async Task A_fresh_store_records_each_step_with_its_time_and_makes_no_copy()
    {
        await MigrateAsync(SqliteMigration.All);

        using var raw = Raw.Open(FilePath);
        string[] names = ["initial", "lifecycle", "kept_values", "owner_numbers", "leaks", "identity_keys", "realms", "kept_rights", "session_user_id", "change_head", "usage_outcomes", "external_logins", "passkeys", "service_accounts", "permission_use"];
        raw.Query<(int, string, long)>("SELECT version, name, applied_at FROM schema_versions")
            .ShouldBe(names.Select((name, at) => (at + 1, name, _clock.GetUtcNow().UtcTicks)));
        raw.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
        raw.ExecuteScalar<string>("SELECT store_id FROM store")!.Length.ShouldBe(32);
        Copies().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_fresh_stores_have_different_ids()
    {
        await MigrateAsync(SqliteMigration.All);
        await MigrateAsync(SqliteMigration.All, _folder.At("other.db"));

        using var one = Raw.Open(FilePath);
        using var two = Raw.Open(_folder.At("other.db"));
        one.ExecuteScalar<string>("SELECT store_id FROM store").ShouldNotBe(two.ExecuteScalar<string>("SELECT store_id FROM store"));
    }

    [Fact]
    public async Task Opening_again_changes_and_copies_nothing()
    {
        await MigrateAsync(SqliteMigration.All);
        _clock.Advance(TimeSpan.FromHours(1));
        await MigrateAsync(SqliteMigration.All);

        using var raw = Raw.Open(FilePath);
        raw.ExecuteScalar<int>("SELECT count(*) FROM schema_versions").ShouldBe(SqliteMigration.All.Count);
        Copies().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_store_is_copied_and_then_migrated()
    {
        await MigrateAsync(SqliteMigration.All);
        await ExecuteAsync("INSERT INTO users (id, roles, created_at) VALUES ('alice', '[]', 0)");

        await MigrateAsync([.. SqliteMigration.All, Next]);

        var copy = Copies().ShouldHaveSingleItem();
        using var old = Raw.Open(copy);
        old.ExecuteScalar<int>("SELECT max(version) FROM schema_versions").ShouldBe(Next.Version - 1);
        old.ExecuteScalar<string>("SELECT id FROM users").ShouldBe("alice");
        using var raw = Raw.Open(FilePath);
        raw.ExecuteScalar<int>("SELECT max(version) FROM schema_versions").ShouldBe(Next.Version);
        raw.ExecuteScalar<string>("SELECT id FROM users").ShouldBe("alice");
        raw.ExecuteScalar<int>("SELECT count(*) FROM extra").ShouldBe(0);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Migration_is_told_and_a_store_that_is_up_to_date_has_none()
    {
        await MigrateAsync([.. SqliteMigration.All.SkipLast(1)]);
        var options = new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path);

        await using (var migrated = Stores.Open(options, _clock))
            migrated.Migration.ShouldBe(new StoreMigration(FilePath, Next.Version - 2, Next.Version - 1, Copies().Single()));
        await using var again = Stores.Open(options, _clock);
        again.Migration.ShouldBeNull();
        Stores.Migrate(options, _clock).ShouldBeNull();
    }

    [Fact]
    public async Task An_older_store_is_refused_with_both_versions_where_it_is_not_to_be_migrated()
    {
        await MigrateAsync([.. SqliteMigration.All.SkipLast(1)]);
        var options = new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path) { Migrates = false };

        var refusal = Should.Throw<StoreVersionException>(() => Stores.Open(options, _clock));

        refusal.Message.ShouldContain($"has schema version {Next.Version - 2}, and this program needs version {Next.Version - 1}");
        Copies().ShouldBeEmpty();
        Stores.Migrate(options, _clock)!.To.ShouldBe(Next.Version - 1);
        await using var store = Stores.Open(options, _clock);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_version_before_it()
    {
        await MigrateAsync(SqliteMigration.All);
        var broken = Next with { Sql = "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT; SELECT * FROM nowhere;" };

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => MigrateAsync([.. SqliteMigration.All, broken]));

        using var raw = Raw.Open(FilePath);
        raw.ExecuteScalar<int>("SELECT max(version) FROM schema_versions").ShouldBe(Next.Version - 1);
        raw.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").ShouldBe(0);
    }

    [Fact]
    public async Task A_newer_store_is_refused_with_both_versions_and_left_alone()
    {
        await MigrateAsync([.. SqliteMigration.All, Next]);

        var refusal = Should.Throw<StoreVersionException>(() =>
            Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock));

        refusal.StoreVersion.ShouldBe(Next.Version);
        refusal.SupportedVersion.ShouldBe(Next.Version - 1);
        refusal.Message.ShouldContain(FilePath);
        refusal.Message.ShouldContain($"schema version {Next.Version}");
        refusal.Message.ShouldContain($"up to {Next.Version - 1}");
    }

    [Fact]
    public async Task Processes_that_start_at_once_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => MigrateAsync([.. SqliteMigration.All, Next]))));

        using var raw = Raw.Open(FilePath);
        raw.ExecuteScalar<int>("SELECT count(*) FROM schema_versions").ShouldBe(Next.Version);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_alone()
    {
        await ExecuteAsync("CREATE TABLE invoices (id INTEGER)");

        await Should.ThrowAsync<StoreUnavailableException>(() => MigrateAsync(SqliteMigration.All));

        using var raw = Raw.Open(FilePath);
        raw.Query<string>("SELECT name FROM sqlite_schema").ShouldBe(["invoices"]);
    }

    private Task MigrateAsync(IReadOnlyList<SqliteMigration> steps, string? path = null) =>
        SqliteDatabase.Open(SqliteFile.Parse($"Data Source={path ?? FilePath}", _folder.Path), steps, auditKey: null, _clock).DisposeAsync().AsTask();

    private async Task ExecuteAsync(string sql)
    {
        await using var raw = Raw.Open(FilePath);
        await raw.ExecuteAsync(sql);
    }

    private string[] Copies() => Directory.GetFiles(_folder.Path, "*.bak");
}

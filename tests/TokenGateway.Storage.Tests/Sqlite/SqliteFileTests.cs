using System.Text;
using Dapper;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_relative_path_starts_from_the_base_folder_and_missing_folders_are_created()
    {
        await using var store = Open("Data Source=data/deeper/store.db");

        File.Exists(_folder.At("data/deeper/store.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_is_made_for_it_is_its_owners_alone_and_one_that_is_there_stays_as_it_is()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var shared = Directory.CreateDirectory(_folder.At("shared"), mine | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        await using var made = Open("Data Source=data/store.db");
        await using var there = Open("Data Source=shared/store.db");

        File.GetUnixFileMode(_folder.At("data")).ShouldBe(mine);
        shared.UnixFileMode.ShouldBe(mine | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
    }

    [Theory]
    [InlineData("store.db", "store.db*")]
    [InlineData("store.db-wal", "store.db*")]
    [InlineData("audit.key", "audit.key")]
    public async Task Files_that_others_can_read_are_told(string exposed, string told)
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var first = Open("Data Source=store.db");
        await first.Users.AddAsync(Some.User(), default);
        first.Exposed.ShouldBeEmpty();
        File.SetUnixFileMode(_folder.At(exposed), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using var store = Open("Data Source=store.db");
        store.Exposed.ShouldBe([_folder.At(told)]);
    }

    [Fact]
    public void A_store_that_is_not_there_is_not_made_for_whoever_wants_none()
    {
        var options = new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path) { Creates = false };

        Should.Throw<StoreUnavailableException>(() => Stores.Open(options, new FakeClock())).Message.ShouldContain("is not there");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_absolute_path_stays()
    {
        var path = _folder.At("absolute.db");
        await using var store = Open($"Data Source={path}", baseFolder: "/");

        File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public async Task A_created_file_and_its_log_are_readable_by_the_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var store = Open("Data Source=store.db");
        await store.Users.AddAsync(Some.User(), default);

        foreach (var file in Directory.GetFiles(_folder.Path))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        Directory.GetFiles(_folder.Path).Length.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Data Source=file:x.db")]
    [InlineData("Datei=x")]
    public void A_connection_string_without_a_file_is_an_error(string connectionString) =>
        Should.Throw<ArgumentException>(() => Open(connectionString));

    [Theory]
    [InlineData("Data Source=x.db", 5)]
    [InlineData("Data Source=x.db;Default Timeout=12", 12)]
    public void Default_timeout_is_how_long_a_write_waits(string connectionString, int seconds) =>
        SqliteFile.Parse(connectionString, _folder.Path).LockTimeout.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Connections_sync_every_commit_and_wait_for_locks()
    {
        var file = SqliteFile.Parse("Data Source=x.db", _folder.Path);
        SqliteFile.CreatePrivate(file.Path);
        using var connection = file.Open(TimeSpan.FromSeconds(5));

        connection.ExecuteScalar<int>("PRAGMA synchronous").ShouldBe(2);
        connection.ExecuteScalar<int>("PRAGMA busy_timeout").ShouldBe(5000);
        connection.ExecuteScalar<int>("PRAGMA foreign_keys").ShouldBe(1);
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_named()
    {
        File.WriteAllText(_folder.At("occupied"), "");

        var failure = Should.Throw<StoreUnavailableException>(() => Open("Data Source=occupied/store.db"));

        failure.Message.ShouldContain(_folder.At("occupied/store.db"));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_named()
    {
        Directory.CreateDirectory(_folder.At("store.db"));

        Should.Throw<StoreUnavailableException>(() => Open("Data Source=store.db")).Message.ShouldContain(_folder.At("store.db"));
    }

    [Fact]
    public async Task No_file_of_the_store_holds_a_tokens_value()
    {
        var format = new StandardTokenFormat("tgw");
        var value = "";
        var store = Open("Data Source=store.db");
        var added = await store.Tokens.AddAsync(
            Some.Draft(),
            Some.NoQuota,
            id =>
            {
                value = format.Create(id);
                return new SealedValue(TokenDigest.Of(value), format.Hint(value));
            },
            default);
        var log = await File.ReadAllBytesAsync(_folder.At("store.db-wal"));
        await store.DisposeAsync();
        var file = await File.ReadAllBytesAsync(_folder.At("store.db"));

        var secret = value[(value.LastIndexOf('_') + 1)..];
        foreach (var bytes in new[] { log, file })
        {
            // The hint is there, so this search finds what there is.
            Contains(bytes, added.Token!.Hint).ShouldBeTrue();
            Contains(bytes, value).ShouldBeFalse();
            Contains(bytes, secret[..12]).ShouldBeFalse();
        }
    }

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private OpenedStore Open(string connectionString, string? baseFolder = null) =>
        Stores.Open(new StoreOptions(StoreProvider.Sqlite, connectionString, baseFolder ?? _folder.Path), new FakeClock());
}

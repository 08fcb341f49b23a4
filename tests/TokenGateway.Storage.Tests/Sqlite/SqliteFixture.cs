using Dapper;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;
using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A SQLite store in a folder of its own.</summary>
internal sealed class SqliteFixture : StoreFixture
{
    private readonly TempFolder _folder = new();

    public override TimeSpan PollingInterval => SqliteChangeReader.PollingInterval;

    public string Path => _folder.At("tokengateway.db");

    /// <summary>A short wait for locks, so that a test of one that is held does not take long.</summary>
    public string ConnectionString { get; init; } = "Data Source=tokengateway.db";

    public override OpenedStore Open() => Stores.Open(new StoreOptions(StoreProvider.Sqlite, ConnectionString, _folder.Path), Clock);

    public override Task BecomeAnotherStoreAsync() => ExecuteAsync("UPDATE store SET store_id = 'another'");

    public override Task LoseRecentChangesAsync() => ExecuteAsync(
        "DELETE FROM changes WHERE seq > 1; UPDATE change_head SET seq = 1");

    public Task ExecuteAsync(string sql)
    {
        using var connection = Raw.Open(Path);
        connection.Execute(sql);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

using TokenGateway.Storage.Backends;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>A store in a database of its own.</summary>
internal sealed class PostgreSqlFixture : StoreFixture
{
    private readonly Lazy<string> _database;

    /// <param name="isOwn">The test changes more than rows: the database begins empty, and nobody gets it afterwards.</param>
    public PostgreSqlFixture(bool isOwn = false)
    {
        IsOwn = isOwn;
        Func<Task<string>> make = isOwn ? SharedServer.CreateDatabaseAsync : SharedServer.RentStoreAsync;
        _database = new(() => Task.Run(make).GetAwaiter().GetResult());
    }

    public static byte[] AuditKey { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public override TimeSpan PollingInterval => PostgreSqlChangeReader.PollingInterval;

    public bool IsOwn { get; }

    public string Database => _database.Value;

    /// <summary>Keywords besides those that name the database.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>With another key of the audit log, or with notices, which would end the waiting of a test that stands still.</summary>
    public Func<StoreOptions, StoreOptions> With { get; init; } = options => options;

    public string ConnectionString => Task.Run(SharedServer.GetAsync).GetAwaiter().GetResult().ConnectionString(Database) + Keywords;

    public static StoreOptions Options(string connectionString) =>
        new(StoreProvider.PostgreSql, connectionString, "/") { AuditKey = AuditKey, Notifies = false };

    public override OpenedStore Open() => Stores.Open(With(Options(ConnectionString)), Clock);

    public override Task BecomeAnotherStoreAsync() => ExecuteAsync("UPDATE store SET store_id = 'another'");

    public override Task LoseRecentChangesAsync() => ExecuteAsync("DELETE FROM changes WHERE seq > 1; UPDATE change_head SET seq = 1");

    public async Task<object?> ExecuteAsync(string sql) => await (await SharedServer.GetAsync()).ExecuteAsync(Database, sql);

    public override ValueTask DisposeAsync()
    {
        if (!IsOwn && _database.IsValueCreated)
            SharedServer.Return(Database);
        return ValueTask.CompletedTask;
    }
}

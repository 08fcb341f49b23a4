using Dapper;
using Npgsql;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Tests.PostgreSql;
using TokenGateway.Storage.Tests.Sqlite;

namespace TokenGateway.Storage.Tests.Copying;

/// <summary>Places for stores that a test copies: files of one folder, and databases of their own. All have one audit key.</summary>
internal sealed class CopyDatabases : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private int _files;

    public FakeClock Clock { get; } = new();

    public StoreOptions NewSqlite() => new(StoreProvider.Sqlite, $"Data Source=store{++_files}.db", _folder.Path) { AuditKey = PostgreSqlFixture.AuditKey };

    public static StoreOptions NewPostgreSql() => PostgreSqlFixture.Options(new PostgreSqlFixture(isOwn: true).ConnectionString + ";Pooling=false");

    public StoreOptions New(StoreProvider provider) => provider == StoreProvider.Sqlite ? NewSqlite() : NewPostgreSql();

    /// <summary>A store with rows in every table that is copied.</summary>
    public async Task<StoreOptions> FilledAsync(StoreProvider provider)
    {
        var file = NewSqlite();
        await CopyRows.WriteAsync(this, file);
        if (provider == StoreProvider.Sqlite)
            return file;
        var database = NewPostgreSql();
        (await FinishAsync(file, database)).IsFinished.ShouldBeTrue();
        return database;
    }

    public OpenedStore Open(StoreOptions options) => Stores.Open(options, Clock);

    public Task<StoreCopyResult> CopyAsync(StoreOptions source, StoreOptions target, Action<StoreCopyProgress>? seen = null, CancellationToken cancellationToken = default) =>
        Stores.CopyAsync(source, target, finishes: false, new Seen(seen), Clock, cancellationToken);

    public Task<StoreCopyResult> FinishAsync(StoreOptions source, StoreOptions target, Action<StoreCopyProgress>? seen = null) =>
        Stores.CopyAsync(source, target, finishes: true, new Seen(seen), Clock, default);

    /// <summary>Behind the store's back.</summary>
    public void Execute(StoreOptions options, string sql) => On(options, connection => connection.Execute(sql));

    public long Read(StoreOptions options, string sql) => On(options, connection => connection.ExecuteScalar<long>(sql));

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private T On<T>(StoreOptions options, Func<System.Data.Common.DbConnection, T> work)
    {
        using System.Data.Common.DbConnection connection = options.Provider == StoreProvider.Sqlite
            ? Raw.Open(_folder.At(options.ConnectionString["Data Source=".Length..]))
            : new NpgsqlConnection(options.ConnectionString);
        if (options.Provider == StoreProvider.PostgreSql)
            connection.Open();
        return work(connection);
    }

    // At once, where it is reported.
    private sealed class Seen(Action<StoreCopyProgress>? seen) : IProgress<StoreCopyProgress>
    {
        public void Report(StoreCopyProgress value) => seen?.Invoke(value);
    }
}

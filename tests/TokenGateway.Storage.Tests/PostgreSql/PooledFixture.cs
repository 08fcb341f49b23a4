using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Tests.Contract;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>A store behind a real pooler in transaction mode, with fewer connections to the server than the store has to the pooler.</summary>
internal sealed class PooledFixture : StoreFixture
{
    // One for all, which ends with the process.
    private static readonly Lazy<Task<PostgreSqlPooler>> Pooler = new(async () => await PostgreSqlPooler.StartAsync(await SharedServer.GetAsync(), connections: 3));

    private readonly PostgreSqlFixture _fixture = new();

    public override TimeSpan PollingInterval => _fixture.PollingInterval;

    public override OpenedStore Open()
    {
        var pooler = Task.Run(() => Pooler.Value).GetAwaiter().GetResult();
        return Stores.Open(PostgreSqlFixture.Options(pooler.ConnectionString(_fixture.Database)), Clock);
    }

    public override Task BecomeAnotherStoreAsync() => _fixture.BecomeAnotherStoreAsync();

    public override Task LoseRecentChangesAsync() => _fixture.LoseRecentChangesAsync();

    public override ValueTask DisposeAsync() => _fixture.DisposeAsync();
}

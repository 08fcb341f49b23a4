using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PooledChangeFeedTests : ChangeFeedContract
{
    protected override StoreFixture CreateFixture() => new PooledFixture();
}

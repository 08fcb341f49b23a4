using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlChangeFeedTests : ChangeFeedContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

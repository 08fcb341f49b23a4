using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlSessionStoreTests : SessionStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlUserStoreTests : UserStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

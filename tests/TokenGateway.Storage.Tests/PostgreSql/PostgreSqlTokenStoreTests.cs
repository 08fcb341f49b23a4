using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlTokenStoreTests : TokenStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

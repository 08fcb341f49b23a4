using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlPasskeyStoreTests : PasskeyStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

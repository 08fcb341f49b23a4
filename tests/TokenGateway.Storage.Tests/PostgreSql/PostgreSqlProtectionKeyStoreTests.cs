using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlProtectionKeyStoreTests : ProtectionKeyStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlSecretTests : SecretContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

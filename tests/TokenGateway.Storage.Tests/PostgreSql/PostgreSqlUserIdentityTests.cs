using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlUserIdentityTests : UserIdentityContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

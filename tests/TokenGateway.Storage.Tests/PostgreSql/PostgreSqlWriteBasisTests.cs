using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlWriteBasisTests : WriteBasisContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

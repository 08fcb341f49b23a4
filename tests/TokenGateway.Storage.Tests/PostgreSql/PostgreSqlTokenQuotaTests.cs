using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlTokenQuotaTests : TokenQuotaContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

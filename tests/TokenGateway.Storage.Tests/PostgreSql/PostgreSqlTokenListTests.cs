using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlTokenListTests : TokenListContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PooledTokenQuotaTests : TokenQuotaContract
{
    protected override StoreFixture CreateFixture() => new PooledFixture();
}

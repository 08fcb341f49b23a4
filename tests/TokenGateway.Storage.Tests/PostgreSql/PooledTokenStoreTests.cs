using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PooledTokenStoreTests : TokenStoreContract
{
    protected override StoreFixture CreateFixture() => new PooledFixture();
}

using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PooledAuditLogTests : AuditLogContract
{
    protected override StoreFixture CreateFixture() => new PooledFixture();
}

using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlAuditLogTests : AuditLogContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

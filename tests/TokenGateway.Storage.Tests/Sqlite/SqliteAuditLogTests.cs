using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteAuditLogTests : AuditLogContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}

using TokenGateway.Storage.Tests.Contract;
using Xunit.Abstractions;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlOverPrivilegedTests(ITestOutputHelper output) : OverPrivilegedContract(output)
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}

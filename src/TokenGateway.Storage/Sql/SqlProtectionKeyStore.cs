using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>Keys in the <c>data_protection_keys</c> table.</summary>
internal sealed class SqlProtectionKeyStore(ISqlDatabase database) : IProtectionKeyStore
{
    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowsAsync("SELECT xml FROM data_protection_keys ORDER BY name", null, row => row.GetString(0)), cancellationToken);

    public async ValueTask PutAsync(string name, string xml, CancellationToken cancellationToken) => await database.WriteAsync(
        write => write.ExecuteAsync(
            "INSERT INTO data_protection_keys (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml", new { name, xml }),
        cancellationToken);
}

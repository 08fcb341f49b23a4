using Dapper;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Keys in the <c>data_protection_keys</c> table.</summary>
internal sealed class SqliteProtectionKeyStore(SqliteDatabase database) : IProtectionKeyStore
{
    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => database.Readers.ReadAsync(
        IReadOnlyList<string> (session) => [.. session.Connection.Query<string>("SELECT xml FROM data_protection_keys ORDER BY name")], cancellationToken);

    public async ValueTask PutAsync(string name, string xml, CancellationToken cancellationToken) => await database.Writer.RunAsync(
        write => write.Execute("INSERT OR REPLACE INTO data_protection_keys (name, xml) VALUES (@name, @xml)", new { name, xml }), cancellationToken);
}

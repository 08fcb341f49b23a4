using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>Run-time settings in the <c>settings</c> table.</summary>
internal sealed class SqlSettingsStore(ISqlDatabase database) : ISettingsStore
{
    public async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.ReadRowsAsync("SELECT name, value FROM settings", null, row => KeyValuePair.Create(row.GetString(0), row.GetString(1))), cancellationToken);
        return rows.ToDictionary(StringComparer.Ordinal);
    }

    public async ValueTask WriteAsync(IReadOnlyDictionary<string, string?> changes, AuditEntry audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await database.WriteAsync(write => WriteAsync(write, changes, audit), cancellationToken);
    }

    private static async Task<bool> WriteAsync(SqlWrite write, IReadOnlyDictionary<string, string?> changes, AuditEntry audit)
    {
        foreach (var (name, value) in changes)
        {
            await write.ExecuteAsync(
                value is null ? "DELETE FROM settings WHERE name = @name"
                    : "INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                new { name, value });
        }

        write.Append(ChangeKind.SettingsChanged, "");
        write.Audit(audit);
        return true;
    }
}

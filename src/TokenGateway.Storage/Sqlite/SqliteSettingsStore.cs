using Dapper;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Run-time settings in the <c>settings</c> table.</summary>
internal sealed class SqliteSettingsStore(SqliteDatabase database) : ISettingsStore
{
    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken) => database.Readers.ReadAsync(
        IReadOnlyDictionary<string, string> (session) =>
        {
            using var rows = session.Connection.ExecuteReader("SELECT name, value FROM settings");
            var settings = new Dictionary<string, string>(StringComparer.Ordinal);
            while (rows.Read())
                settings[rows.GetString(0)] = rows.GetString(1);
            return settings;
        },
        cancellationToken);

    public async ValueTask WriteAsync(IReadOnlyDictionary<string, string?> changes, AuditEntry audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await database.Writer.RunAsync(write => Write(write, changes, audit), cancellationToken);
    }

    private static bool Write(SqliteWrite write, IReadOnlyDictionary<string, string?> changes, AuditEntry audit)
    {
        foreach (var (name, value) in changes)
        {
            write.Execute(
                value is null ? "DELETE FROM settings WHERE name = @name" : "INSERT OR REPLACE INTO settings (name, value) VALUES (@name, @value)",
                new { name, value });
        }

        write.Append(ChangeKind.SettingsChanged, "");
        write.Audit(audit);
        return true;
    }
}

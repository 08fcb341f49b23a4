using Microsoft.Data.Sqlite;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>A connection for reading.</summary>
internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction? moment = null)
    : SqlSession(connection, SqliteDialect.Instance, moment), IDisposable
{
    public bool HasMoved => SqliteFileIdentity.HasMoved(connection);

    // Also disposes the commands prepared on it.
    public void Dispose() => connection.Dispose();
}

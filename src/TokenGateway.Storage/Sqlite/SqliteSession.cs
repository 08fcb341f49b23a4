using Microsoft.Data.Sqlite;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>A kept connection for reading.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : SqlSession(connection, SqliteDialect.Instance), IDisposable
{
    public bool HasMoved => SqliteFileIdentity.HasMoved(connection);

    // Also the commands that were prepared on it.
    public void Dispose() => connection.Dispose();
}

using Microsoft.Data.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A look at the file behind the store's back.</summary>
internal static class Raw
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}

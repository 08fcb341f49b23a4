using Microsoft.Data.Sqlite;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Stress.Store;

/// <summary>A file in a folder.</summary>
internal sealed class FilledSqlite(DirectoryInfo folder, StoreRunOptions options) : FilledStore(options)
{
    public override StoreOptions Options { get; } = new(StoreProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "store.db")}", folder.FullName);

    // With the files beside it.
    public override Task<long> SizeAsync() => Task.FromResult(folder.EnumerateFiles("store.db*").Sum(file => file.Length));

    protected override Task FinishAsync(long tokens, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task InsertAsync(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"{Options.ConnectionString};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        using var transaction = connection.BeginTransaction();
        using var token = Prepare(connection, """
            INSERT INTO tokens (id, digest, name, owner, owner_number, realm, role, manages, created_at, created_by, expires_at, active, hint)
            VALUES (@id, @digest, @name, @owner, (SELECT number FROM users WHERE id = @owner), 'default', 'Engineers', 0, @made, 'cli:bench', @ends, 1, @hint)
            """);
        using var use = Prepare(connection, "INSERT INTO token_usage (token, used_at, used_from, used_place) VALUES (@id, @used, '192.0.2.1', 1)");
        using var day = Prepare(connection, "INSERT INTO token_usage_days (token, day, requests) VALUES (@id, @day, @requests)");
        foreach (var row in rows)
        {
            Run(token, ("@id", row.Id), ("@digest", row.Digest), ("@name", $"token {row.Id}"), ("@owner", row.Owner), ("@made", row.Made), ("@ends", row.Ends), ("@hint", row.Hint));
            if (row.Used is not { } used)
                continue;
            Run(use, ("@id", row.Id), ("@used", used));
            Run(day, ("@id", row.Id), ("@day", row.Day), ("@requests", row.Requests));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}

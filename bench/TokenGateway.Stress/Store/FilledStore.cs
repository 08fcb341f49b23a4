using Microsoft.Data.Sqlite;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Store;

/// <summary>
/// A SQLite store as a large installation has it: 200 owners, every token made a year ago, one in ten with an end within
/// the year to come, nine in ten with a last use within the last hundred days. Rows are put into the tables directly:
/// through the lifecycle, audited one by one, a million would take many minutes.
/// </summary>
internal sealed class FilledStore(DirectoryInfo folder, StoreRunOptions options)
{
    private const int Owners = 200;
    private const int PerTransaction = 50_000;

    private static readonly StandardTokenFormat Format = new("tgw");

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly List<string> _values = [];

    public string Path => System.IO.Path.Combine(folder.FullName, "store.db");

    /// <summary>The values of as many tokens as are used, spread evenly over all.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>With the files beside it.</summary>
    public long Size => folder.EnumerateFiles("store.db*").Sum(file => file.Length);

    public static UserId Owner(long number) => UserId.Parse($"owner{number % Owners}");

    public OpenedStore Open() => Stores.Open(new StoreOptions(StoreProvider.Sqlite, $"Data Source={Path}", folder.FullName), TimeProvider.System);

    public async Task FillAsync(Progress progress, CancellationToken cancellationToken)
    {
        await using (var store = Open())
        {
            for (var i = 0; i < Owners; i++)
                await store.Users.AddAsync(SomeModel.User(Owner(i)), passwordHash: null, new AuditEntry(AuditActor.Gateway, AuditAction.UserCreated, $"user:{Owner(i)}"), WriteBasis.None, cancellationToken);
        }

        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        for (var first = 1; first <= options.Tokens; first += PerTransaction)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.At("filling the store", first, options.Tokens);
            Insert(connection, first, Math.Min(options.Tokens, first + PerTransaction - 1));
        }
    }

    private void Insert(SqliteConnection connection, int first, int last)
    {
        using var transaction = connection.BeginTransaction();
        using var token = Prepare(connection, """
            INSERT INTO tokens (id, digest, name, owner, owner_number, realm, role, manages, created_at, created_by, expires_at, active, hint)
            VALUES (@id, @digest, @name, @owner, (SELECT number FROM users WHERE id = @owner), 'default', 'Engineers', 0, @made, 'cli:bench', @ends, 1, @hint)
            """);
        using var use = Prepare(connection, "INSERT INTO token_usage (token, used_at, used_from, used_place) VALUES (@id, @used, '192.0.2.1', 1)");
        using var day = Prepare(connection, "INSERT INTO token_usage_days (token, day, requests) VALUES (@id, @day, @requests)");
        for (var id = first; id <= last; id++)
        {
            InsertToken(token, id);
            if (id % 10 != 0)
                InsertUse(use, day, id);
        }

        transaction.Commit();
    }

    private void InsertToken(SqliteCommand token, int id)
    {
        var value = Format.Create(id);
        if (id % Math.Max(1, options.Tokens / options.Used) == 0 && _values.Count < options.Used)
            _values.Add(value);
        object? ends = id % 10 == 5 ? _now.AddDays(1 + (id / 10 % 365)).UtcTicks : null;
        Run(token, ("@id", id), ("@digest", TokenDigest.Of(value).ToArray()), ("@name", $"token {id}"), ("@owner", Owner(id).Value),
            ("@made", _now.AddDays(-365).UtcTicks), ("@ends", ends), ("@hint", Format.Hint(value)));
    }

    private void InsertUse(SqliteCommand use, SqliteCommand day, int id)
    {
        var at = _now.AddDays(-1 - (id / 10 % 100));
        Run(use, ("@id", id), ("@used", at.UtcTicks));
        Run(day, ("@id", id), ("@day", (int)(at - DateTimeOffset.UnixEpoch).TotalDays), ("@requests", 1 + (id % 100)));
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

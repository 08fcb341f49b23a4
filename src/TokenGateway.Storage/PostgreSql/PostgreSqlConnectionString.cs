using Npgsql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// The connection string. Npgsql's keywords are passed through, including those for TLS; the defaults here apply to keywords that
/// are not given.
/// </summary>
internal sealed class PostgreSqlConnectionString
{
    // Short: a request or a person is waiting, and an outage must be detected as one.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 5;
    private const int CancelMilliseconds = 1000;

    // Per node; a server accepts 100 connections by default.
    private const int Connections = 20;

    // The maximum time until a promoted server is found.
    private const int RecheckSeconds = 1;

    private readonly NpgsqlConnectionStringBuilder _builder;

    private PostgreSqlConnectionString(NpgsqlConnectionStringBuilder builder) => _builder = builder;

    /// <summary>The name of the database without a password, for messages.</summary>
    public string Name => $"{_builder.Database} on {_builder.Host}";

    /// <summary>The timeout of a statement, including the wait for locks; zero for none.</summary>
    public TimeSpan CommandTimeout => TimeSpan.FromSeconds(_builder.CommandTimeout);

    public string Text => _builder.ConnectionString;

    /// <exception cref="ArgumentException">The text cannot be used. The message does not repeat it: it may contain a password.</exception>
    public static PostgreSqlConnectionString Parse(string text)
    {
        if (TryRead(text) is not { Host.Length: > 0 } builder)
        {
            throw new ArgumentException(
                "not a connection string of PostgreSQL; write \"Host=db.example.com;Database=tokengateway;Username=tokengateway;Password=...\" "
                + "with keywords of Npgsql, and quotes around a value that holds ; or =",
                nameof(text));
        }

        builder.Database ??= builder.Username ?? "postgres";
        Default(builder, "Timeout", ConnectSeconds);
        Default(builder, "Command Timeout", CommandSeconds);
        Default(builder, "Cancellation Timeout", CancelMilliseconds);
        Default(builder, "Maximum Pool Size", Connections);
        Default(builder, "Host Recheck Seconds", RecheckSeconds);
        Default(builder, "Application Name", "TokenGateway");

        // Nothing here leaves state on a connection, and behind a pooler there is no session to reset.
        builder.NoResetOnClose = true;
        builder.Enlist = false;
        builder.PersistSecurityInfo = false;
        builder.IncludeErrorDetail = false;
        return new PostgreSqlConnectionString(builder);
    }

    private static NpgsqlConnectionStringBuilder? TryRead(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
        {
            return null;
        }
    }

    private static void Default(NpgsqlConnectionStringBuilder builder, string keyword, object value)
    {
        if (!builder.ShouldSerialize(keyword))
            builder[keyword] = value;
    }
}

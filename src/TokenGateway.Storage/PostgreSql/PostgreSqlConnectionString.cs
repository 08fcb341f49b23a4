using Npgsql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// The connection string: Npgsql's keywords pass through, those for TLS too. What is said here of others holds where they are
/// not given.
/// </summary>
internal sealed class PostgreSqlConnectionString
{
    // Short: who asks is a request, or a person, and an outage must be known as one.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 5;
    private const int CancelMilliseconds = 1000;

    // Of one node; a server takes 100 unless it is told otherwise.
    private const int Connections = 20;

    // A server that was promoted is found within this.
    private const int RecheckSeconds = 1;

    private readonly NpgsqlConnectionStringBuilder _builder;

    private PostgreSqlConnectionString(NpgsqlConnectionStringBuilder builder) => _builder = builder;

    /// <summary>The database, without a password, for messages.</summary>
    public string Name => $"{_builder.Database} on {_builder.Host}";

    /// <summary>How long one statement may take, waiting for locks included; zero: for ever.</summary>
    public TimeSpan CommandTimeout => TimeSpan.FromSeconds(_builder.CommandTimeout);

    public string Text => _builder.ConnectionString;

    /// <exception cref="ArgumentException">It cannot be used. The text is not repeated: it may hold a password.</exception>
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

        // Nothing here leaves a state behind on a connection, and behind a pooler there is none to reset.
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

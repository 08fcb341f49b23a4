using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>Classifies failures that mean that the store is unavailable, and explains them to operators. Npgsql's messages contain no password.</summary>
internal static class PostgreSqlErrors
{
    private const string TransactionStoodStill = "25P03";

    /// <summary>Whether the failure means that the store is unavailable. Any other failure is a bug.</summary>
    public static bool IsOutage(Exception failure) => CauseOf(failure) is not null;

    public static StoreUnavailableException Explain(string name, Exception failure) =>
        new($"The store {name} {CauseOf(failure)}: {TextOf(failure)}{FixOf(failure)}", failure);

    /// <summary>Whether the connection was closed, so that a new one may work at once.</summary>
    public static bool IsCutOff(Exception failure) => failure is PostgresException server
        ? server.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : failure is NpgsqlException { InnerException: IOException or SocketException } or IOException;

    /// <summary>Whether transactions conflicted, so that the same one may be retried.</summary>
    public static bool IsCollision(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    public static StoreUnavailableException Outgrown(string name, int usableFrom, int version) =>
        new($"The store {name} needs a program of schema version {usableFrom} or later now, this process works with {version}: start the newer program in its place.");

    private static string? CauseOf(Exception failure) => failure switch
    {
        PostgresException server => CauseOf(server.SqlState),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => "did not answer in time",
        NpgsqlException or SocketException or IOException => "cannot be reached",
        FormatException or JsonException => "holds a value that cannot be read",
        _ => null,
    };

    // Error classes and codes: https://www.postgresql.org/docs/15/errcodes-appendix.html
    private static string? CauseOf(string state) => state switch
    {
        PostgresErrorCodes.ReadOnlySqlTransaction => "can only be read",
        PostgresErrorCodes.LockNotAvailable => "is locked by another connection",
        PostgresErrorCodes.QueryCanceled => "did not answer in time",
        TransactionStoodStill => "gave up a transaction that stood still",
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => "is too busy",
        PostgresErrorCodes.InsufficientPrivilege => "does not let this user do that",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn => "has not the tables of this program",
        PostgresErrorCodes.DuplicateTable => "has tables of another program",
        PostgresErrorCodes.InvalidCatalogName => "is not there",
        _ => CauseOfClass(state[..2]),
    };

    private static string? CauseOfClass(string category) => category switch
    {
        "08" => "cannot be reached",
        "28" => "refuses this user",
        "53" => "has no room left",
        "57" => "is not available now",
        "58" => "cannot be read or written",
        "XX" => "is damaged",
        _ => null,
    };

    private static string TextOf(Exception failure) => failure is PostgresException server ? server.MessageText : failure.Message;

    private static string FixOf(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
            " It is a standby: name the primary as well in TokenGateway:Store:ConnectionString (Host=one,two).",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused when refused.MessageText.Contains("pg_control_system", StringComparison.Ordinal) =>
            " Run as a superuser: GRANT EXECUTE ON FUNCTION pg_control_system() TO the user of the store.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => " docs/configuration.md says which rights it needs.",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.InvalidCatalogName } =>
            " Give the gateway a database, or a schema (Search Path), of its own, and check TokenGateway:Store:ConnectionString.",
        PostgresException => "",
        NpgsqlException or SocketException => " Check TokenGateway:Store:ConnectionString and the server.",
        _ => "",
    };
}

using System.Text.Json;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Classifies failures as outages, described for an operator.</summary>
internal static class SqliteErrors
{
    /// <summary>The fix for a damaged store.</summary>
    public const string HowToMend =
        "Stop what uses it, put a backup in its place and remove the files beside it that end in -wal and -shm.";

    /// <summary>Whether it is an outage; otherwise it is a program error.</summary>
    public static bool IsOutage(Exception failure) => CauseOf(failure) is not null;

    public static StoreUnavailableException Explain(string path, Exception failure) =>
        new($"The store {path} {CauseOf(failure)}: {failure.Message}{FixOf(failure)}", failure);

    private static string? CauseOf(Exception failure) => failure switch
    {
        SqliteException sqlite => CauseOf(sqlite.SqliteErrorCode),
        IOException or UnauthorizedAccessException => "cannot be created or opened",
        FormatException or JsonException => "holds a value that cannot be read",
        _ => null,
    };

    private static string FixOf(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 11 or 26 } => " " + HowToMend,
        SqliteException { SqliteErrorCode: 13 } => " Free some; nothing of this change was stored.",
        SqliteException { SqliteErrorCode: 14 } or IOException or UnauthorizedAccessException => " Check TokenGateway:Store:ConnectionString and the rights on file and folder.",
        _ => "",
    };

    // Primary result codes, https://www.sqlite.org/rescode.html
    private static string? CauseOf(int code) => code switch
    {
        3 or 23 => "may not be opened",
        5 or 6 => "is locked by another connection",
        8 => "can only be read",
        10 => "cannot be read or written",
        11 => "is damaged",
        13 => "has no room left on the disk",
        14 => "cannot be opened",
        15 => "cannot be locked",
        26 => "is not a SQLite database",
        _ => null,
    };
}

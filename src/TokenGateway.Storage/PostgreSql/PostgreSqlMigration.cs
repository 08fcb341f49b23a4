using System.Globalization;
using System.Reflection;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>One step of the schema: an embedded file <c>Migrations/NNNN_name.sql</c>.</summary>
/// <param name="Version">The resulting schema version, from 1 without gaps.</param>
/// <param name="Name">The description of the step.</param>
/// <param name="UsableFrom">
/// The oldest program, by the newest version that it knows, that can keep running beside it: a step that only adds keeps the
/// previous program working, and a later step removes what is no longer used.
/// </param>
/// <param name="Sql">The statements, which run in one transaction.</param>
internal sealed record PostgreSqlMigration(int Version, string Name, int UsableFrom, string Sql)
{
    private const string Folder = "TokenGateway.Storage.PostgreSql.Migrations.";
    private const string Mark = "-- usable-from: ";

    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<PostgreSqlMigration> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(one => one.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read)];

    private static PostgreSqlMigration Read(string resource)
    {
        var parts = resource[Folder.Length..^".sql".Length].Split('_', 2);
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        var sql = reader.ReadToEnd();
        return new PostgreSqlMigration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], UsableFromOf(sql), sql);
    }

    private static int UsableFromOf(string sql)
    {
        var line = sql.AsSpan()[..sql.IndexOf('\n', StringComparison.Ordinal)];
        return line.StartsWith(Mark, StringComparison.Ordinal)
            ? int.Parse(line[Mark.Length..], CultureInfo.InvariantCulture)
            : throw new FormatException($"A migration begins with \"{Mark}VERSION\".");
    }
}

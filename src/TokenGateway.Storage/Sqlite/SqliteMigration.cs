using System.Globalization;
using System.Reflection;

namespace TokenGateway.Storage.Sqlite;

/// <summary>One step of the schema: an embedded file <c>Migrations/NNNN_name.sql</c>.</summary>
/// <param name="Version">The resulting schema version, from 1 without gaps.</param>
/// <param name="Name">Its description.</param>
/// <param name="Sql">Its statements; they run in one transaction.</param>
internal sealed record SqliteMigration(int Version, string Name, string Sql)
{
    private const string Folder = "TokenGateway.Storage.Sqlite.Migrations.";

    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<SqliteMigration> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(one => one.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read)];

    private static SqliteMigration Read(string resource)
    {
        var parts = resource[Folder.Length..^".sql".Length].Split('_', 2);
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new SqliteMigration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd());
    }
}

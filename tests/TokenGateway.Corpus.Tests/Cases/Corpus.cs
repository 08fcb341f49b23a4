using TokenGateway.Testing;

namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>All rules and all cases, read from the data files.</summary>
internal static class Corpus
{
    public static string Folder { get; } = Path.Combine(Configs.RepositoryRoot(), "tests", "TokenGateway.Corpus.Tests", "Data");

    public static IReadOnlyList<Rule> Rules { get; } = ReadRules();

    /// <summary>In the order of the files' names, then of their lines.</summary>
    public static IReadOnlyList<CorpusCase> Cases { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "cases"), "*.tsv").Order(StringComparer.Ordinal).SelectMany(CaseFile.Read)];

    public static CorpusCase Case(string id) => Cases.Single(one => one.Id == id);

    private static List<Rule> ReadRules() =>
    [
        .. File.ReadLines(Path.Combine(Folder, "rules.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(columns => columns.Length == 4
                ? new Rule(columns[0], columns[1], columns[2], columns[3])
                : throw new FormatException($"rules.tsv: {columns.Length} columns, not 4: {string.Join(" | ", columns)}")),
    ];
}

namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>
/// Reads a file of cases, one a line, columns separated by tabs:
/// <c>id rules carriers routes expect wishes request origin</c>. Lines that begin with <c>#</c> are remarks.
/// </summary>
internal static class CaseFile
{
    private const int Columns = 8;
    private static readonly string[] AllRoutes = ["protected", "public", "limited"];

    /// <exception cref="FormatException">With file and line.</exception>
    public static IEnumerable<CorpusCase> Read(string path)
    {
        var theme = Path.GetFileNameWithoutExtension(path);
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i][0] != '#')
                yield return Parse(lines[i], theme, $"{Path.GetFileName(path)} line {i + 1}");
        }
    }

    /// <param name="place">For the error.</param>
    public static CorpusCase Parse(string line, string theme, string place)
    {
        var columns = line.Split('\t');
        if (columns.Length != Columns)
            throw new FormatException($"{place}: {columns.Length} columns, not {Columns}.");
        try
        {
            var request = CaseRequest.Parse(columns[6]);
            return new CorpusCase(columns[0], theme, columns[1].Split(','), CarriersOf(columns[2], request), RoutesOf(columns[3]),
                Expectation.Parse(columns[4]), Wish.Parse(columns[5]), request, columns[7]);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new FormatException($"{place}: {e.Message}", e);
        }
    }

    private static IReadOnlyList<Carrier> CarriersOf(string column, CaseRequest request) => column == "*"
        ? request.Carriers
        : [.. column.Split(' ').Select(one => Enum.Parse<Carrier>(one, ignoreCase: true))];

    private static string[] RoutesOf(string column) => column == "*" ? AllRoutes : column.Split(' ');
}

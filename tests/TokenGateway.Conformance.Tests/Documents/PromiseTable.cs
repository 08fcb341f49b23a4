using System.Text;

namespace TokenGateway.Conformance.Tests.Documents;

/// <summary>Puts the tables between the marks of a document; what people wrote around them stays.</summary>
internal static class PromiseTable
{
    private const string Begin = "<!-- promises: written by the tests -->";
    private const string End = "<!-- end of promises -->";

    /// <summary>For a dialect's own page.</summary>
    public static string Of(IEnumerable<KeptPromise> promises) =>
        Write("| promised | how it is kept | the test |", promises.Select(one => $"| {Cell(one.Promise)} | {Cell(one.Kept)} | `{one.Test}` |"));

    /// <summary>For all dialects together.</summary>
    public static string OfAll(IEnumerable<KeptPromise> promises) =>
        Write("| dialect | promised | the test |", promises.Select(one => $"| {one.Dialect} | {Cell(one.Promise)} | `{one.Test}` |"));

    /// <exception cref="FormatException">The document has no marks.</exception>
    public static string Replace(string document, string table)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{document[..begin]}{Begin}\n\n{table}\n{document[end..]}"
            : throw new FormatException($"The marks {Begin} and {End} are missing.");
    }

    private static string Write(string head, IEnumerable<string> rows)
    {
        var text = new StringBuilder().Append(head).Append('\n').Append("|---|---|---|\n");
        foreach (var row in rows)
            text.Append(row).Append('\n');
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

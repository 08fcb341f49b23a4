namespace TokenGateway.Commands;

/// <summary>One field of a CSV file (RFC 4180). An empty field is null, <c>""</c> an empty text.</summary>
internal static class CsvCell
{
    /// <summary>
    /// A cell that begins like a formula gets an apostrophe: spreadsheets would compute it, and names in an audit log are
    /// what strangers wrote (CWE-1236). Full-width signs count, because spreadsheets in East Asian languages take them too.
    /// </summary>
    public static string Write(string? text) => text switch
    {
        null => "",
        "" => "\"\"",
        _ => Quote(BeginsFormula(text) ? "'" + text : text),
    };

    // White space ahead is dropped on import by some.
    private static bool BeginsFormula(string text) =>
        text[0] is '\t' or '\r' or '\n' || text.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20', ..];

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

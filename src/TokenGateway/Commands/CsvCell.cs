namespace TokenGateway.Commands;

/// <summary>One field of a CSV file (RFC 4180). An empty field is null, <c>""</c> an empty text.</summary>
internal static class CsvCell
{
    /// <summary>
    /// A cell that begins like a formula gets an apostrophe: spreadsheets would evaluate it, and names in an audit log are
    /// untrusted (CWE-1236). Full-width signs count, because spreadsheets in East Asian languages accept them too.
    /// </summary>
    public static string Write(string? text) => text switch
    {
        null => "",
        "" => "\"\"",
        _ => Quote(BeginsFormula(text) ? "'" + text : text),
    };

    // Some programs drop leading white space on import.
    private static bool BeginsFormula(string text) =>
        text[0] is '\t' or '\r' or '\n' || text.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20', ..];

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

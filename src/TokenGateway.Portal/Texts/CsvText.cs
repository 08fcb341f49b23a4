using System.Text;

namespace TokenGateway.Portal.Texts;

/// <summary>Tables as CSV (RFC 4180), without cells that a spreadsheet evaluates as a formula (OWASP, CSV injection).</summary>
internal static class CsvText
{
    /// <summary>A line for each row, ended by CR LF.</summary>
    public static string Of(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

namespace TokenGateway.Commands;

/// <summary>
/// Aligned columns that are never wrapped or truncated, so that a line remains a record for <c>grep</c> and <c>awk</c>
/// whatever the width of the terminal.
/// </summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static void Write(TextWriter output, string[] head, IReadOnlyList<string[]> rows)
    {
        var widths = head.Select((title, i) => rows.Select(row => row[i].Length).Append(title.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(head))
            output.WriteLine(string.Join(Gap, row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}

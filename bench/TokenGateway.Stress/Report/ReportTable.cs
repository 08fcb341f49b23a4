namespace TokenGateway.Stress.Report;

/// <summary>A report as a Markdown table with aligned columns, for people and for bench/README.md.</summary>
internal static class ReportTable
{
    public static void Write(TextWriter output, StressReport report)
    {
        var rows = new List<(string What, string Figure)> { (report.Title, "figure") };
        rows.AddRange(report.Figures);
        rows.AddRange(report.Promises.Select(one => ($"promise: {one.What}", (one.Kept ? "kept: " : "**BROKEN**: ") + one.Measured)));
        var (first, second) = (rows.Max(one => one.What.Length), rows.Max(one => one.Figure.Length));
        for (var i = 0; i < rows.Count; i++)
        {
            output.WriteLine($"| {rows[i].What.PadRight(first)} | {rows[i].Figure.PadRight(second)} |");
            if (i == 0)
                output.WriteLine($"|{new string('-', first + 2)}|{new string('-', second + 2)}|");
        }

        output.WriteLine();
    }
}

using System.Globalization;
using System.Text;
using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Bulk;

/// <summary>The results of a run as files.</summary>
internal static class BulkReport
{
    /// <summary>One line per token: id, name, owner, outcome, reason.</summary>
    public static string ToCsv(BulkRun run) =>
        CsvText.Of(run.Results.ToArray().Select(Cells).Prepend(["id", "name", "owner", "result", "reason"]));

    /// <summary>The actor, action, time and reason, the counts, and a row for each token.</summary>
    public static string ToMarkdown(BulkRun run)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {BulkActions.TitleOf(run.Plan.Action).With(run.Total)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- {Text.Bulk_By}: {Escape(run.Actor.Name)}\n- {Text.Bulk_Started}: {run.StartedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        if (run.Plan.Reason is { } reason)
            text.Append(CultureInfo.InvariantCulture, $"- {Text.Bulk_Reason}: {Escape(reason)}\n");
        foreach (var outcome in Enum.GetValues<BulkOutcome>())
            text.Append(CultureInfo.InvariantCulture, $"- {BulkWords.NameOf(outcome)}: {run.CountOf(outcome)}\n");
        text.Append("\n| id | name | owner | result | reason |\n|---|---|---|---|---|\n");
        foreach (var result in run.Results.ToArray())
            text.Append('|').AppendJoin("", Cells(result).Select(cell => $" {Escape(cell)} |")).Append('\n');
        return text.ToString();
    }

    private static string[] Cells(BulkResult result) => [result.Id.ToString(), result.Name, result.Owner, BulkWords.NameOf(result.Outcome), BulkWords.ReasonOf(result)];

    // Users choose names: no markup, links or line breaks.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '!' or '&')
                escaped.Append('\\');
            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}

using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Times;
using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Bulk;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>The results of a run, or its progress.</summary>
internal sealed class BulkResultsModel(BulkRuns runs) : PortalPage
{
    private const int MostShown = 100;

    /// <summary>Null: there is none, or it has expired.</summary>
    public BulkRun? Run { get; private set; }

    /// <summary>Failures first.</summary>
    public IReadOnlyList<BulkResult> Shown { get; private set; } = [];

    /// <summary>The number of results that only the files contain.</summary>
    public int More { get; private set; }

    /// <summary>The audit records; null: the caller may not read them.</summary>
    public string? AuditLink => Run is not null && ManagementRules.MayReadAudit(Actor) is null
        ? "/audit" + QueryString.Create("actor", Run.Actor.Name).Add("from", InstantText.Write(Run.StartedAt))
        : null;

    public IActionResult OnGet(string handle, string? format)
    {
        Run = runs.Find(handle, Session.Digest);
        if (Run is null)
            return Gone();
        switch (format)
        {
            case "csv":
                return File(Encoding.UTF8.GetBytes(BulkReport.ToCsv(Run)), "text/csv; charset=utf-8", "tokens.csv");
            case "markdown":
                return File(Encoding.UTF8.GetBytes(BulkReport.ToMarkdown(Run)), "text/markdown; charset=utf-8", "tokens.md");
        }

        if (!Run.IsFinished)
        {
            Response.Headers["Refresh"] = "2";
            return Page();
        }

        var results = Run.Results.ToArray();
        Shown = [.. results.OrderByDescending(one => one.Outcome).Take(MostShown)];
        More = results.Length - Shown.Count;
        return Page();
    }
}

using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Times;
using TokenGateway.Portal.Auditing;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages;

/// <summary>The audit log, newest first.</summary>
internal sealed class AuditModel(AuditReader reader) : PortalPage
{
    private const int PageSize = 50;

    public AuditQuery Filter { get; private set; } = new();

    public FieldProblems Problems { get; } = new();

    public IReadOnlyList<AuditRecord> Items { get; private set; } = [];

    /// <summary>The URL of the next page; null: this is the last.</summary>
    public string? NextPage { get; private set; }

    /// <summary>The same query for the API; null: the filter is invalid.</summary>
    public string? Line { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (ManagementRules.MayReadAudit(Actor) is not null)
            return Missing;
        Filter = AuditQuery.Of(Request.Query);
        if (Filter.Read(Problems) is not { } filter)
            return Again();
        var found = await reader.ListAsync(Actor, filter, Filter.Before, PageSize + 1, Aborted);
        if (!found.Succeeded)
            return Missing;
        Items = [.. found.Value.Take(PageSize)];
        NextPage = found.Value.Count > PageSize ? Filter.PageAfter(Items[^1].Seq) : null;
        Line = ApiLine.Of(
            Request, "/audit", ("actor", filter.Actor), ("action", filter.Action is null ? null : Filter.Action), ("subject", filter.Subject), ("from", Written(filter.From)), ("until", Written(filter.Until)));
        return Page();
    }

    private static string? Written(DateTimeOffset? time) => time is { } at ? InstantText.Write(at) : null;
}

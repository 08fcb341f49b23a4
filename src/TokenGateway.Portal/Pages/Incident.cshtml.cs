using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Bulk;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages;

/// <summary>Finds the tokens of an incident, to deactivate or delete them together; for callers who manage everyone's tokens.</summary>
internal sealed class IncidentModel(TokenSearch search, BulkPlans plans, TokenPages pages) : PortalPage
{
    private const int MostOwners = 20;

    /// <summary>The conditions from the URL.</summary>
    public IncidentQuery Query { get; private set; } = new();

    public FieldProblems Problems { get; } = new();

    /// <summary>Null: no query, or an invalid one.</summary>
    public FoundTokens? Found { get; private set; }

    /// <summary>The reason from the form.</summary>
    public string Reason { get; private set; } = "";

    public IReadOnlyList<Role> Roles => Model.Roles.All;

    public DateTimeOffset Now => pages.Now;

    public int Count => Found?.Tokens.Count ?? 0;

    /// <summary>Most recently used first, at most 100.</summary>
    public IEnumerable<Token> Shown => Found!.Tokens.OrderByDescending(token => token.LastUse?.At).Take(BulkPlan.MostShown);

    /// <summary>Their owners with the number of tokens, largest first, at most 20.</summary>
    public IEnumerable<(UserId Owner, int Tokens)> Owners =>
        Found!.Tokens.GroupBy(token => token.Owner).Select(one => (one.Key, one.Count())).OrderByDescending(one => one.Item2).ThenBy(one => one.Key.Value, StringComparer.Ordinal).Take(MostOwners);

    public async Task<IActionResult> OnGetAsync()
    {
        if (ManagementRules.MayManageTokens(Actor) is not null)
            return Missing;
        return await FindAsync() ? Page() : Again();
    }

    /// <summary>Creates the plan, which another page confirms; changes nothing.</summary>
    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostAsync(string? action, string? reason)
    {
        if (ManagementRules.MayManageTokens(Actor) is not null || BulkActions.Parse(action) is not { } chosen || chosen == BulkAction.Activate)
            return Missing;
        Reason = reason?.Trim() ?? "";
        if (!await FindAsync())
            return Again();
        if (Reason.Length > Actor.MaxReasonLength || !PrintableText.IsPrintable(Reason))
            Problems.Add("reason", Text.Incident_ReasonWrong.With(Actor.MaxReasonLength));
        if (Found is not { Tokens.Count: > 0 } found)
            Problems.Add(FieldProblems.Form, Text.Bulk_Nothing);
        else if (!Problems.Any)
            return Next($"/tokens/bulk/{plans.Keep(Session.Digest, Session.User, BulkPlan.Of(chosen, found, Now, Reason.Length == 0 ? null : Reason))}");
        return Again();
    }

    // False: a condition is invalid.
    private async Task<bool> FindAsync()
    {
        Query = IncidentQuery.Of(Request.Query);
        if (!Query.IsFiltered)
            return true;
        if (Query.Read(Now, Problems) is not var (filter, matches))
            return false;
        var found = await search.FindAsync(Actor, filter, matches, BulkPlan.MostTokens, Model, Aborted);
        if (found.Succeeded)
            Found = found.Value;
        else
            Problems.Add(FieldProblems.Form, found.Error.Message);
        return found.Succeeded;
    }
}

using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Access;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages;

/// <summary>The tokens that may use a method of a route, page by page; for callers who manage everyone's tokens.</summary>
internal sealed class ReachModel(RouteTokens tokens, TokenPages pages) : PortalPage
{
    private const int PageSize = 50;

    /// <summary>The filters from the URL.</summary>
    public ReachQuery Query { get; private set; } = null!;

    public IReadOnlyList<Role> Roles => Model.Roles.All;

    /// <summary>Null: the method is invalid.</summary>
    public RouteTokenPage? Found { get; private set; }

    /// <summary>The invalid filter; null: all are valid.</summary>
    public string? Problem { get; private set; }

    /// <summary>The same list of the API; null: no query.</summary>
    public string? Line { get; private set; }

    public DateTimeOffset Now => pages.Now;

    public async Task<IActionResult> OnGetAsync()
    {
        if (ManagementRules.MayManageTokens(Actor) is not null)
            return Missing;
        Query = ReachQuery.Of(Request.Query);
        RoleName? role = RoleName.TryParse(Query.Role, out var name) ? name : null;
        if (!Query.IsMethod)
        {
            Problem = Text.Explain_MethodWrong;
            return Again();
        }

        var found = await tokens.ListAsync(Actor, Query.Route, Query.Method, role, Query.After, PageSize, Model, Aborted);
        if (!found.Succeeded)
            return Missing;
        Found = found.Value;
        Line = ApiLine.Of(Request, $"/routes/{Uri.EscapeDataString(Query.Route)}/tokens", ("method", Query.Method), ("role", role?.Value));
        return Page();
    }
}

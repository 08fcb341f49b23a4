using System.Text;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Access;

namespace TokenGateway.Portal.Pages;

/// <summary>Shows access by role. A caller with any management right sees every role and route, others only their own access.</summary>
internal sealed class AccessPageModel(IGatewayRoutes routes) : PortalPage
{
    public AccessMatrix Matrix { get; private set; } = new([], []);

    /// <summary>Whether the page shows the rules, and routes without access.</summary>
    public bool SeesAll { get; private set; }

    /// <summary>Whether cells link to the tokens with that access.</summary>
    public bool ShowsTokens => ManagementRules.MayManageTokens(Actor) is null;

    public IActionResult OnGet(string? format)
    {
        var all = Model.Roles;
        SeesAll = ManagementRules.MayInspect(Actor) is null;
        Matrix = AccessMatrix.Of(SeesAll ? all.All : all.Known(Actor.User!.Roles), routes);
        if (!SeesAll)
            Matrix = Matrix with { Rows = [.. Matrix.Rows.Where(row => row.Cells.Any(cell => cell.Length > 0))] };
        return format switch
        {
            "csv" => File(Encoding.UTF8.GetBytes(Matrix.ToCsv()), "text/csv; charset=utf-8", "access.csv"),
            "markdown" => File(Encoding.UTF8.GetBytes(Matrix.ToMarkdown()), "text/markdown; charset=utf-8", "access.md"),
            _ => Page(),
        };
    }
}

using System.Globalization;
using System.Text;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Access;

/// <summary>The access of roles to routes: for each route, the methods that an unlimited token of each role may use.</summary>
/// <param name="Roles">The columns.</param>
/// <param name="Rows">One row per route.</param>
internal sealed record AccessMatrix(IReadOnlyList<Role> Roles, IReadOnlyList<AccessRow> Rows)
{
    public static AccessMatrix Of(IReadOnlyList<Role> roles, IGatewayRoutes routes)
    {
        var opened = roles.Select(role => routes.OpenedBy(FactsOf(role)).ToDictionary(route => route.Id)).ToList();
        return new AccessMatrix(roles, [.. routes.List().Select(route => new AccessRow(route, [.. opened.Select(one => one.TryGetValue(route.Id, out var open) ? MethodsOf(open) : "")]))]);
    }

    public string ToCsv() => CsvText.Of(
        Rows.Select(row => row.Cells.Prepend(row.Route.Path).Prepend(row.Route.Id)).Prepend(Roles.Select(role => role.Name.Value).Prepend("path").Prepend("route")));

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| route | path |").AppendJoin("", Roles.Select(role => $" {Escape(role.Name.Value)} |")).Append("\n|---|---|").Insert(text.Length, "---|", Roles.Count).Append('\n');
        foreach (var row in Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {Escape(row.Route.Id)} | `{row.Route.Path}` |").AppendJoin("", row.Cells.Select(cell => $" {Escape(cell)} |")).Append('\n');
        return text.ToString();
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string MethodsOf(OpenedRoute route) => route.Methods.Contains("*") ? "*" : string.Join(" ", route.Methods);

    // For a hypothetical user with only this role.
    private static TokenFacts FactsOf(Role role)
    {
        var owner = new User { Id = UserId.Parse("role"), Roles = [role.Name], Realms = RealmSet.All };
        return new TokenFacts(new Token { Id = default, Name = "", Owner = owner.Id, Role = role.Name, CreatedBy = "" }, owner);
    }
}

using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Access;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages;

/// <summary>Explains whether a request would be allowed, and why. The form uses GET, so that its URL can be shared.</summary>
internal sealed class ExplainModel(IGatewayRoutes routes, TokenLifecycle tokens, IUserStore users) : PortalPage
{
    private const int LongestMethod = 32;

    /// <summary>The offered methods; a URL may name another.</summary>
    public static readonly IReadOnlyList<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public string Method { get; private set; } = Methods[0];

    /// <summary>In the client's form; empty: no request yet.</summary>
    public string Path { get; private set; } = "";

    public string TokenId { get; private set; } = "";

    /// <summary>The role of a hypothetical token; empty: no token, unless <see cref="TokenId"/> names one.</summary>
    public string Role { get; private set; } = "";

    public IReadOnlyList<string> Roles => [.. Model.Roles.All.Select(role => role.Name.Value)];

    public FieldProblems Problems { get; } = new();

    public Explanation? Answer { get; private set; }

    /// <summary>The same query for the API; null: no request.</summary>
    public string? Line { get; private set; }

    /// <summary>The tokens that may use the method on the route; null: there is no route, or the caller may not see them.</summary>
    public string? ReachLink => Answer?.Route is { } route && ManagementRules.MayManageTokens(Actor) is null ? ReachQuery.AddressOf(route, Method) : null;

    public async Task<IActionResult> OnGetAsync(string? method, string? path, string? tokenId, string? role)
    {
        if (ManagementRules.MayInspect(Actor) is not null)
            return Missing;
        Method = string.IsNullOrWhiteSpace(method) ? Methods[0] : method.Trim();
        (Path, TokenId, Role) = (path?.Trim() ?? "", tokenId?.Trim() ?? "", role ?? "");
        if (!Request.Query.ContainsKey("path"))
            return Page();
        CheckRequest();
        var token = await ReadTokenAsync();
        if (Problems.Any)
            return Again();
        Answer = routes.Explain(new ExplainQuestion(Method, Path, token));
        Line = ApiLine.Of(Request, "/explain", ("method", Method), ("path", Path), ("tokenId", OrNull(TokenId)), ("role", OrNull(Role)));
        return Page();
    }

    private void CheckRequest()
    {
        if (Path is not ['/', ..])
            Problems.Add("path", Text.Explain_PathWrong);
        if (Method.Length > LongestMethod || !Method.All(char.IsAsciiLetter))
            Problems.Add("method", Text.Explain_MethodWrong);
    }

    private async ValueTask<TokenFacts?> ReadTokenAsync()
    {
        if (TokenId.Length > 0 && Role.Length > 0)
            Problems.Add("role", Text.Explain_Both);
        else if (TokenId.Length > 0)
            return await FindAsync();
        else if (Role.Length > 0 && RoleName.TryParse(Role, out var name) && Model.Roles.Find(name) is not null)
            return HypotheticalToken.Of(name, permissions: null, Realm.Default);
        else if (Role.Length > 0)
            Problems.Add("role", Text.Explain_RoleWrong);
        return null;
    }

    private async ValueTask<TokenFacts?> FindAsync()
    {
        if (!Core.Tokens.TokenId.TryParse(TokenId, out var id))
        {
            Problems.Add("tokenId", Text.Explain_TokenWrong);

            // It may be a token's value, which must not be shown.
            TokenId = "";
        }
        else if (await tokens.GetAsync(Actor, id, Aborted) is { Succeeded: true } found)
            return new TokenFacts(found.Value, await users.FindAsync(found.Value.Owner, Model, Aborted));
        else
            Problems.Add("tokenId", Text.Explain_NoSuchToken);
        return null;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}

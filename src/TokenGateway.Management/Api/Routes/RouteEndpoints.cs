using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Routes;

/// <summary><c>GET /routes</c>, <c>GET /routes/{id}/tokens</c> and <c>GET /explain</c>.</summary>
internal static class RouteEndpoints
{
    private const string TokensKind = "route-tokens";

    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/routes", List).RequireAuthorization(ManagementPolicies.Routes).WithTags("Routes").Describe("ListRoutes", "List the routes and who may use them")
            .Answers<RouteList>(200, ApiExamples.RouteList).Refuses(400, 401, 403);
        routes.MapGet("/routes/{id}/tokens", ListTokensAsync).RequireAuthorization(ManagementPolicies.Tokens).WithTags("Routes")
            .Describe("ListRouteTokens", "List the tokens that may use a method of a route", "Live tokens, judged by the decision of the edge with the rights that they have now.")
            .Answers<RouteTokenList>(200, ApiExamples.RouteTokenList).Refuses(400, 401, 403, 404);
        routes.MapGet("/explain", ExplainAsync).RequireAuthorization(ManagementPolicies.Routes).WithTags("Routes")
            .Describe("Explain", "Explain how a request would be decided", "With an existing token (tokenId), with a hypothetical token (role, permissions, realm), or without one.")
            .Answers<Explanation>(200, ApiExamples.Explanation).Refuses(400, 401, 403, 404);
    }

    private static IResult List(IGatewayRoutes routes) => Answer.Json(new RouteList(routes.List()), RouteJson.Default.RouteList);

    private static async Task<IResult> ListTokensAsync(
        HttpContext context, RouteTokens tokens, TokenViews views, string id,
        [Description("A method of the route. Default: GET.")] string? method,
        [Description("Only tokens of this role.")] string? role,
        [Description("The number of items, 1 to 500. Default: 100.")] string? limit,
        [Description("The value of next of the previous page.")] string? cursor)
    {
        var (caller, wanted) = (CallerFeature.Required(context), ReadMethod(method));
        TokenId? after = Cursor.Read(TokensKind, cursor) is not { } place ? null : TokenId.TryParse(place, out var last) ? last : throw Cursor.Wrong();

        // Routing leaves an encoded slash encoded, and a route's id may contain one.
        var route = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var found = await tokens.ListAsync(caller.Actor, route, wanted, Read.Role("role", role), after, Read.Limit(limit), caller.Model, context.RequestAborted);
        if (!found.Succeeded)
            return Problem.Of(found.Error);
        var items = await views.ViewAsync(found.Value.Items, caller.Model, context.RequestAborted);
        var next = found.Value.Next is { } behind ? Cursor.Write(TokensKind, behind.ToString()) : null;
        return Answer.Json(new RouteTokenList(route, wanted, found.Value.Gate.IsAnonymous, items, next), RouteJson.Default.RouteTokenList);
    }

    private static async Task<IResult> ExplainAsync(
        HttpContext context, IGatewayRoutes routes, TokenLifecycle tokens, IUserStore users,
        [Description("The request's method. Default: GET.")] string? method,
        [Description("The request's path as a client writes it, without query.")] string? path,
        [Description("The id of an existing token.")] string? tokenId,
        [Description("The role of a hypothetical token.")] string? role,
        [Description("Its permissions, separated by commas. Default: all of the role's.")] string? permissions,
        [Description("Its realm. Default: default.")] string? realm)
    {
        var caller = CallerFeature.Required(context);
        var asked = ToQuestion(method, path);
        if (tokenId is null)
            return Explained(routes.Explain(asked with { Token = ThoughtOf(role, permissions, realm, caller.Model) }));
        RefuseBoth(role, permissions, realm);
        var found = await FindAsync(context, tokens, users, tokenId);
        return found.Succeeded ? Explained(routes.Explain(asked with { Token = found.Value })) : Problem.Of(found.Error);
    }

    private static IResult Explained(Explanation explanation) => Answer.Json(explanation, RouteJson.Default.Explanation);

    private static ExplainQuestion ToQuestion(string? method, string? path)
    {
        if (path is not ['/', ..])
            throw ApiException.Value("path", "a path is expected, such as /orders/1.");
        return new ExplainQuestion(ReadMethod(method), path, Token: null);
    }

    private static string ReadMethod(string? method) => method is { Length: 0 or > 32 } || method?.All(char.IsAsciiLetter) == false
        ? throw ApiException.Value("method", "a method is expected, such as GET.")
        : method ?? "GET";

    private static TokenFacts? ThoughtOf(string? role, string? permissions, string? realm, AccessModel model)
    {
        if (role is null && (permissions ?? realm) is not null)
            throw ApiException.Value("role", "a role is expected with permissions or realm.");
        if (Read.Role("role", role) is not { } name)
            return null;
        if (model.Roles.Find(name) is null)
            throw ApiException.Value("role", $"one of {string.Join(", ", model.Roles.All.Select(one => one.Name))} is expected.");
        var limit = Read.Permissions("permissions", permissions?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return HypotheticalToken.Of(name, limit, Read.Realm("realm", realm) ?? Realm.Default);
    }

    private static void RefuseBoth(string? role, string? permissions, string? realm)
    {
        if ((role ?? permissions ?? realm) is not null)
            throw ApiException.Value("tokenId", "role, permissions and realm are those of the token; leave them out.");
    }

    private static async ValueTask<LifecycleResult<TokenFacts>> FindAsync(HttpContext context, TokenLifecycle tokens, IUserStore users, string tokenId)
    {
        var caller = CallerFeature.Required(context);
        if (!TokenId.TryParse(tokenId, out var id))
            throw ApiException.Value("tokenId", "a token's id is expected: a number, or static:NAME.");
        var found = await tokens.GetAsync(caller.Actor, id, context.RequestAborted);
        if (!found.Succeeded)
            return found.Error;
        var owner = await users.FindAsync(found.Value.Owner, caller.Model, context.RequestAborted);
        return new TokenFacts(found.Value, owner);
    }
}

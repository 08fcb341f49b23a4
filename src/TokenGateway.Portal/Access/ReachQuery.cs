using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Access;

/// <summary>The query for tokens that can reach a route, from the URL.</summary>
internal sealed record ReachQuery
{
    private const int LongestMethod = 32;

    /// <summary>The route's id.</summary>
    public string Route { get; private init; } = "";

    public string Method { get; private init; } = "GET";

    /// <summary>Only tokens of this role; empty: any.</summary>
    public string Role { get; private init; } = "";

    public TokenId? After { get; private init; }

    public bool IsMethod => Method.Length <= LongestMethod && Method.All(char.IsAsciiLetter);

    public static ReachQuery Of(IQueryCollection query) => new()
    {
        Route = query["route"].ToString(),
        Method = query["method"].ToString().Trim() is { Length: > 0 } method ? method.ToUpperInvariant() : "GET",
        Role = query["role"].ToString(),
        After = TokenId.TryParse(query["after"], out var after) ? after : null,
    };

    /// <summary>The URL of the first page.</summary>
    public static string AddressOf(string route, string method, string role = "") => new ReachQuery { Route = route, Method = method, Role = role }.Address;

    /// <summary>The URL of the first page with these filters.</summary>
    public string Address => "/access/tokens" + QueryString.Create(Fields());

    /// <summary>The URL of the page after <paramref name="last"/>.</summary>
    public string PageAfter(TokenId last) => "/access/tokens" + QueryString.Create(Fields().Append(KeyValuePair.Create("after", (string?)last.ToString())));

    private IEnumerable<KeyValuePair<string, string?>> Fields()
    {
        yield return KeyValuePair.Create("route", (string?)Route);
        yield return KeyValuePair.Create("method", (string?)Method);
        if (Role.Length > 0)
            yield return KeyValuePair.Create("role", (string?)Role);
    }
}

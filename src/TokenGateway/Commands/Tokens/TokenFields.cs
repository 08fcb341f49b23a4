namespace TokenGateway.Commands.Tokens;

/// <summary>A token in words, a line each.</summary>
internal static class TokenFields
{
    public static (string Name, string Value)[] Of(TokenJson token) => [.. Always(token), .. Sometimes(token)];

    private static (string Name, string Value)[] Always(TokenJson token) =>
    [
        ("id", $"{token.Id}"),
        ("name", token.Name),
        ("owner", token.Owner),
        ("realm", token.Realm),
        ("role", token.Role),
        ("permissions", Fields.List(token.Permissions)),
        ("manages", Fields.List(token.Manages)),
        ("hint", token.Hint),
        ("state", token.StateText),
        ("created", (token.CreatedAt is { } created ? Timestamps.Text(created) + " " : "") + "by " + token.CreatedBy),
        ("expires", token.ExpiresAt is { } end ? Timestamps.Text(end) : "never"),
        ("last used", LastUses.Text(token) + (token.LastUsedFrom is { } from ? $" from {from}" : "")),
        ("requests", token.RequestsLast30Days is { } requests ? $"{requests} in {LastUses.Days} days" : LastUses.NotKept),
    ];

    private static IEnumerable<(string Name, string Value)> Sometimes(TokenJson token)
    {
        if (token.Description.Length > 0)
            yield return ("description", token.Description);
        if (token.ExternalId is { } chosen)
            yield return ("external id", chosen);
        if (token.NotBefore is { } begin)
            yield return ("not before", Timestamps.Text(begin));
        if (token.Addresses.Count > 0)
            yield return ("addresses", Fields.List(token.Addresses));
        if (token.OverlapEndsAt is { } overlap)
            yield return ("old secret", "works until " + Timestamps.Text(overlap));
    }
}

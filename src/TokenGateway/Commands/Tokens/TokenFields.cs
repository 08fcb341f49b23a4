using TokenGateway.Core.Usage;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>A token as text, one field per line.</summary>
internal static class TokenFields
{
    /// <param name="token">The token.</param>
    /// <param name="usage">The usage of the last days; null: not recorded.</param>
    public static (string Name, string Value)[] Of(TokenView token, ShownUsage? usage = null) => [.. Always(token, usage), .. Sometimes(token)];

    /// <summary>The state in words.</summary>
    public static string StateOf(TokenView token) => token.IsEarly ? "not valid yet" : token.State;

    private static (string Name, string Value)[] Always(TokenView token, ShownUsage? usage) =>
    [
        ("id", $"{token.Id}"),
        ("name", token.Name),
        ("owner", token.Owner),
        ("realm", token.Realm),
        ("role", token.Role),
        ("permissions", Fields.List(token.Permissions)),
        .. Needs(usage),
        ("manages", Fields.List(token.Manages)),
        ("hint", token.Hint),
        ("state", StateOf(token)),
        ("created", (token.CreatedAt is { } created ? Timestamps.Text(created) + " " : "") + "by " + token.CreatedBy),
        ("expires", token.ExpiresAt is { } end ? Timestamps.Text(end) : "never"),
        ("last used", LastUses.Text(token) + (token.LastUsedFrom is { } from ? $" from {from}" : "")),
        ("requests", usage is { } known ? $"{known.Requests} in {UsagePeriod.DefaultDays} days" : LastUses.NotKept),
        ("refused", usage?.RefusalText ?? LastUses.NotKept),
    ];

    // Of a token that has just been made, and of one that the file declares, there is nothing to say.
    private static (string Name, string Value)[] Needs(ShownUsage? usage) =>
        usage is null ? [] : [("needed", usage.NeededText), ("never used", usage.UnusedText)];

    private static IEnumerable<(string Name, string Value)> Sometimes(TokenView token)
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

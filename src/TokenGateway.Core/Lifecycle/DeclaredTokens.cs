using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The declared tokens, for lists.</summary>
public static class DeclaredTokens
{
    /// <summary>By name, only those after <paramref name="after"/>; stored tokens follow after all of them.</summary>
    public static IEnumerable<Token> After(TokenId? after, TokenFilter filter, AccessModel? model)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (model is null || after is { IsDeclared: false })
            return [];
        return model.DeclaredTokens
            .Where(token => after is not { DeclaredName: { } name } || string.CompareOrdinal(token.Id.DeclaredName, name) > 0)
            .Where(token => Matches(token, filter))
            .OrderBy(token => token.Id.DeclaredName, StringComparer.Ordinal);
    }

    // Creation and last use are unknown, so a filter on them excludes declared tokens.
    private static bool Matches(Token token, TokenFilter filter) =>
        (filter.Owner is not { } owner || token.Owner == owner)
        && (filter.Realm is not { } realm || token.Realm == realm)
        && (filter.InRealms.IsEmpty || filter.InRealms.Contains(token.Realm))
        && !filter.NotRealms.Contains(token.Realm)
        && (filter.State is not { } state || token.StateAt(filter.Now) == state)
        && (filter.ExternalId is not { } chosen || token.ExternalId == chosen)
        && (filter.Role is not { } role || token.Role == role)
        && (filter.Contains is not { } text || token.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
        && (filter.ExpiresBefore is not { } end || token.ExpiresAt < end)
        && (!filter.NeverExpires || token.ExpiresAt is null)
        && filter is { UnusedSince: null, CreatedFrom: null, CreatedBefore: null, NeverUsed: false, IsOverPrivileged: false, UsedIn: null };
}

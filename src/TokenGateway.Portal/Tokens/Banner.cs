using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>Something to do about a token, with its one action.</summary>
/// <param name="Words">What is so.</param>
/// <param name="Action">What to do.</param>
/// <param name="Href">Where.</param>
internal sealed record Banner(string Words, string Action, string Href)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly TimeSpan Long = TimeSpan.FromDays(90);

    /// <summary>Those of a token, the most pressing first.</summary>
    public static IEnumerable<Banner> Of(Core.Tokens.Token token, DateTimeOffset now)
    {
        var page = $"/tokens/{token.Id}";
        if (token.StateAt(now) != Core.Tokens.TokenState.Active)
            yield break;
        if (token.ExpiresAt is { } end && end - now < Soon)
            yield return new Banner(Of(Text.Banner_Expires, token), Text.Banner_ExpiresDo, $"/tokens/new?like={token.Id}");
        if (token.LastUse is { Place: Core.Tokens.TokenPlace.Query })
            yield return new Banner(Of(Text.Banner_Query, token), Text.Banner_QueryDo, page + "#use");
        if (token.CreatedAt != default && now - (token.LastUse?.At ?? token.CreatedAt) > Long)
            yield return new Banner(Of(Text.Banner_Unused, token), Text.Banner_UnusedDo, page + "#delete");
    }

    private static string Of(string text, Core.Tokens.Token token) =>
        text.With(token.Name.Length > 0 ? token.Name : token.Hint);
}

using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>A notification about a token, with one action.</summary>
/// <param name="Words">The message.</param>
/// <param name="Action">The label of the action.</param>
/// <param name="Href">The URL of the action.</param>
internal sealed record Banner(string Words, string Action, string Href)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly TimeSpan Long = TimeSpan.FromDays(90);

    /// <summary>The banners of a token, most urgent first.</summary>
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

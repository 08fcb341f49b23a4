using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>How the last use of a token is told.</summary>
internal static class LastUses
{
    /// <summary>So many days of counts are shown, today among them.</summary>
    public const int Days = 30;

    /// <summary>Of declared tokens.</summary>
    public const string NotKept = "not kept";

    public static string PlaceName(TokenPlace place) => place switch
    {
        TokenPlace.Query => "query",
        TokenPlace.Basic => "basic",
        _ => "header",
    };

    /// <summary>When, and whether the token stood in the URL then.</summary>
    public static string Text(TokenJson token) => token.LastUsedAt is { } at
        ? Timestamps.Text(at) + (IsInUrl(token) ? " (in URL)" : "")
        : token.CreatedAt is null ? NotKept : "never";

    public static void WarnOfUrls(TextWriter error, IReadOnlyCollection<TokenJson> tokens)
    {
        var count = tokens.Count(IsInUrl);
        if (count > 0)
            error.WriteLine($"{(count == 1 ? "1 token was" : $"{count} tokens were")} last sent in the URL, which browsers, proxies and logs store. Send it in a header instead.");
    }

    private static bool IsInUrl(TokenJson token) => token.LastUsedPlace == PlaceName(TokenPlace.Query);
}

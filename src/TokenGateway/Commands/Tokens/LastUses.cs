using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>The text of a token's last use.</summary>
internal static class LastUses
{
    /// <summary>For declared tokens.</summary>
    public const string NotKept = "not kept";

    /// <summary>The time, and whether the token was in the URL.</summary>
    public static string Text(TokenView token) => token.LastUsedAt is { } at
        ? Timestamps.Text(at) + (IsInUrl(token) ? " (in URL)" : "")
        : token.CreatedAt is null ? NotKept : "never";

    public static void WarnOfUrls(TextWriter error, IReadOnlyCollection<TokenView> tokens)
    {
        var count = tokens.Count(IsInUrl);
        if (count > 0)
            error.WriteLine($"{(count == 1 ? "1 token was" : $"{count} tokens were")} last sent in the URL, which browsers, proxies and logs store. Send it in a header instead.");
    }

    private static bool IsInUrl(TokenView token) => token.LastUsedPlace == TokenPlaces.NameOf(TokenPlace.Query);
}

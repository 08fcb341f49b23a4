using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>How the last use of a token is told.</summary>
internal static class LastUses
{
    /// <summary>Of declared tokens.</summary>
    public const string NotKept = "not kept";

    /// <summary>When, and whether the token stood in the URL then.</summary>
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

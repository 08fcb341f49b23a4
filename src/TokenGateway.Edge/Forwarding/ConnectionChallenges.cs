using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Removes an upstream's challenges for connection authentication: a client that accepted one would authenticate the next
/// caller too, and the gateway refuses it.
/// </summary>
internal static class ConnectionChallenges
{
    private const string Header = "WWW-Authenticate";

    public static void Drop(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues(Header, out var lines) || !lines.Any(ConnectionSchemes.MayOffer))
            return;
        string[] kept = [.. lines.Select(ConnectionSchemes.WithoutChallenges).OfType<string>()];
        response.Headers.Remove(Header);
        if (kept.Length > 0)
            response.Headers.TryAddWithoutValidation(Header, kept);
    }
}

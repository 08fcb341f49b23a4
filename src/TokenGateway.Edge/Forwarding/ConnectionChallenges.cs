using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Removes an upstream's offers to sign in the connection: a client that took one would sign in the next caller too, and
/// is refused here.
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

using System.Net.Sockets;
using TokenGateway.Core.Texts;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Distinguishes outages of the identity provider from invalid responses.</summary>
internal static class OidcFailures
{
    private const int LongestReason = 1000;

    /// <summary>Whether the provider did not respond, or not as an identity provider.</summary>
    public static bool IsOutage(Exception failure)
    {
        for (var one = failure; one is not null; one = one.InnerException)
        {
            // IdentityModel reports a discovery document that cannot be fetched or read as an InvalidOperationException.
            if (one is HttpRequestException or SocketException or IOException or TaskCanceledException || one.Message.StartsWith("IDX20803", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether the provider rejects the gateway as a client (RFC 6749, 5.2). ASP.NET's handler stores the code in the exception's data.</summary>
    public static bool IsOfTheClient(Exception failure) => failure.Data["error"] is "invalid_client" or "unauthorized_client";

    /// <summary>
    /// The text for the log: every message of the chain. They contain no secret (IdentityModel redacts its input), but may contain what
    /// the callback URL says (<c>error_description</c>), which anyone can write.
    /// </summary>
    public static string ReasonOf(Exception failure)
    {
        var messages = new List<string>();
        for (var one = failure; one is not null && messages.Count < 4; one = one.InnerException)
            messages.Add(one.Message.ReplaceLineEndings(" "));
        var reason = PrintableText.Escape(string.Join(" ", messages.Distinct(StringComparer.Ordinal)));
        return reason.Length <= LongestReason ? reason : reason[..LongestReason] + "...";
    }
}

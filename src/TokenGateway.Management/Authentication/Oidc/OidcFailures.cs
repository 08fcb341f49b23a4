using System.Net.Sockets;
using TokenGateway.Core.Texts;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Tells what the identity provider does not do from what it does wrongly.</summary>
internal static class OidcFailures
{
    private const int LongestReason = 1000;

    /// <summary>Whether the provider did not answer, or not as one.</summary>
    public static bool IsOutage(Exception failure)
    {
        for (var one = failure; one is not null; one = one.InnerException)
        {
            // A discovery document that cannot be had, or read, is an InvalidOperationException of IdentityModel.
            if (one is HttpRequestException or SocketException or IOException or TaskCanceledException || one.Message.StartsWith("IDX20803", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether the provider does not take the gateway for its client (RFC 6749, 5.2). ASP.NET's handler keeps the code beside its message.</summary>
    public static bool IsOfTheClient(Exception failure) => failure.Data["error"] is "invalid_client" or "unauthorized_client";

    /// <summary>
    /// For the log: every message of the chain, which hold no secret (IdentityModel hides what it was given). They hold what the
    /// address says that a browser came by (<c>error_description</c>), which anybody can write.
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

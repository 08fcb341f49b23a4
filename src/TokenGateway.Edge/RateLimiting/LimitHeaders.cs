using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Writes the header fields of draft-ietf-httpapi-ratelimit-headers-10, or the three fields that its versions up to 06 had in
/// place of <c>RateLimit</c>, for clients that read those.
/// </summary>
internal static class LimitHeaders
{
    private const string ServiceLimit = "RateLimit";

    private const string Limit = "RateLimit-Limit";

    private const string Remaining = "RateLimit-Remaining";

    private const string Reset = "RateLimit-Reset";

    private const string Policy = "RateLimit-Policy";

    // Caches numbers as text: a limit under load reports the same few values repeatedly.
    private static readonly string?[] Texts = new string?[10_000];

    public static void Set(HttpResponse response, in LimitVerdict verdict, RateLimitHeaders form)
    {
        var headers = response.Headers;
        if (form == RateLimitHeaders.Standard)
        {
            headers[ServiceLimit] = verdict.Rule!.Texts.Of(verdict.Remaining, verdict.ResetSeconds);
            headers[Policy] = verdict.Policy;
            return;
        }

        headers[Limit] = TextOf(verdict.Rule!.Limit);
        headers[Remaining] = TextOf(verdict.Remaining);
        headers[Reset] = TextOf(verdict.ResetSeconds);
    }

    /// <summary>Removes the upstream's own rate limit headers: clients expect a single value, and that is the gateway's.</summary>
    public static void Drop(HttpResponseMessage response)
    {
        response.Headers.Remove(ServiceLimit);
        response.Headers.Remove(Limit);
        response.Headers.Remove(Remaining);
        response.Headers.Remove(Reset);
        response.Headers.Remove(Policy);
    }

    private static string TextOf(long number) => number < Texts.Length
        ? Texts[number] ??= number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The header fields of draft-ietf-httpapi-ratelimit-headers-10, or the three that its editions up to the sixth had in
/// place of <c>RateLimit</c>, for clients that read those.
/// </summary>
internal static class LimitHeaders
{
    private const string ServiceLimit = "RateLimit";

    private const string Limit = "RateLimit-Limit";

    private const string Remaining = "RateLimit-Remaining";

    private const string Reset = "RateLimit-Reset";

    private const string Policy = "RateLimit-Policy";

    // Numbers as text, made when first told: a busy limit tells the same few again and again.
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

    /// <summary>The gateway's limits are told, not those of an upstream as well: clients read one value.</summary>
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

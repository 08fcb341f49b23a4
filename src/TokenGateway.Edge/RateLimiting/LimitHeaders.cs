using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The header fields of draft-ietf-httpapi-ratelimit-headers-06, which is the form that clients read; later drafts put
/// the same into one structured field that few know yet.
/// </summary>
internal static class LimitHeaders
{
    private const string Limit = "RateLimit-Limit";

    private const string Remaining = "RateLimit-Remaining";

    private const string Reset = "RateLimit-Reset";

    private const string Policy = "RateLimit-Policy";

    // Numbers as text, made when first told: a busy limit tells the same few again and again.
    private static readonly string?[] Texts = new string?[10_000];

    public static void Set(HttpResponse response, in LimitVerdict verdict)
    {
        var headers = response.Headers;
        headers[Limit] = TextOf(verdict.Rule!.Limit);
        headers[Remaining] = TextOf(verdict.Remaining);
        headers[Reset] = TextOf(verdict.ResetSeconds);
        headers[Policy] = verdict.Policy;
    }

    /// <summary>The gateway's limits are told, not those of an upstream as well: clients read one value.</summary>
    public static void Drop(HttpResponseMessage response)
    {
        response.Headers.Remove(Limit);
        response.Headers.Remove(Remaining);
        response.Headers.Remove(Reset);
        response.Headers.Remove(Policy);
    }

    private static string TextOf(long number) => number < Texts.Length
        ? Texts[number] ??= number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);
}

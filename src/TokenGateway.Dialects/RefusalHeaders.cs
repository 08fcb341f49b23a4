using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;

namespace TokenGateway.Dialects;

/// <summary>The headers of every refusal, in every format.</summary>
internal static class RefusalHeaders
{
    /// <param name="response">Must not have started.</param>
    /// <param name="refusal">The refusal.</param>
    /// <param name="challenge">The value of <c>WWW-Authenticate</c>; empty: none.</param>
    public static void Set(HttpResponse response, Refusal refusal, StringValues challenge)
    {
        if (Protection.RefusalsNotStored.IsEnabled())
            response.Headers.CacheControl = "no-store";
        response.Headers["X-Request-Id"] = refusal.RequestId;
        response.Headers.XContentTypeOptions = "nosniff";
        if (refusal.Allow is { Length: > 0 } allow)
            response.Headers.Allow = allow;
        if (refusal.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (challenge.Count > 0 && Protection.Challenges.IsEnabled())
            response.Headers.WWWAuthenticate = challenge;
    }
}

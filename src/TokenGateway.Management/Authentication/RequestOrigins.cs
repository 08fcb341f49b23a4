using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication;

/// <summary>Determines the origin of a request (Fetch Metadata; older browsers: <c>Origin</c>).</summary>
internal static class RequestOrigins
{
    public static RequestOrigin Of(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site)
        {
            return site is ["same-origin"] ? RequestOrigin.Own
                : site is ["none"] ? RequestOrigin.NoPage
                : RequestOrigin.Foreign;
        }

        if (request.Headers.Origin is not { Count: > 0 } origin)
            return RequestOrigin.Unsaid;
        return origin is [{ } only] && only.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            ? RequestOrigin.Own
            : RequestOrigin.Foreign;
    }
}

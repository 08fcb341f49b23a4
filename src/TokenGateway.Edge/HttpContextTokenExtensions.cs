using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge;

/// <summary>The gateway's data about a request, for a host.</summary>
public static class HttpContextTokenExtensions
{
    /// <summary>
    /// The token that a request authenticated with; null if none was needed and none was sent, and before
    /// <c>UseTokenGateway</c> has run. Free of cost, unlike <see cref="HttpContext.User"/>, which is created on first use.
    /// </summary>
    public static Token? GetGatewayToken(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return EdgeRequest.Of(context)?.Snapshot?.Token;
    }
}

using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge;

/// <summary>What a host may ask of a request.</summary>
public static class HttpContextTokenExtensions
{
    /// <summary>
    /// The token that a request authenticated with; null where none was needed and none was sent, and before
    /// <c>UseTokenGateway</c> has run. It costs nothing, unlike <see cref="HttpContext.User"/>, which is made when it is read.
    /// </summary>
    public static Token? GetGatewayToken(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return EdgeRequest.Of(context)?.Snapshot?.Token;
    }
}

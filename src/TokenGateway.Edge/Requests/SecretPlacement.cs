using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// After verification, the secret must not appear elsewhere in the request head. If it cannot be removed (from the path, a
/// query pair of a foreign shape, the host), the request is refused.
/// </summary>
internal static class SecretPlacement
{
    public static bool AppearsInRequestLine(HttpContext context, EdgeRequest request) =>
        AppearsInTarget(request) || AppearsInPath(request) || AppearsInHost(context, request);

    /// <summary>Searched once per request: both the pipeline and the access log ask.</summary>
    public static bool AppearsInTarget(EdgeRequest request) =>
        request.Credential.IsPresent && (request.SecretInTarget ??= Search(request.Target, request.Credential.PresentedToken));

    private static bool Search(string target, ReadOnlySpan<char> token) => target.Length > token.Length && SecretSearch.Holds(target, token);

    /// <summary>
    /// Whether the path contains a value of our shape, presented or not, since it may be another client's. Searched once per
    /// request, and only in the readings that the server's own decoding of it does not have.
    /// </summary>
    public static bool HoldsValueInPath(EdgeRequest request) =>
        request.ValueInPath ??= TokenScanner.ContainsToken(request.Path, request.Model.Dialect.Shape, clean: request.Clean);

    // The query was already searched. Calls that the gateway serves itself reach no upstream.
    private static bool AppearsInPath(EdgeRequest request) => request.Call is null && HoldsValueInPath(request);

    // It is forwarded as X-Forwarded-Host. Hosts compare ignoring case, so a client may have changed it.
    private static bool AppearsInHost(HttpContext context, EdgeRequest request)
    {
        var host = context.Request.Headers.Host.ToString();
        var token = request.Credential.PresentedToken;
        return request.Model.Dialect.Shape.IsIn(host)
            || (!token.IsEmpty && host.AsSpan().Contains(token, StringComparison.OrdinalIgnoreCase));
    }
}

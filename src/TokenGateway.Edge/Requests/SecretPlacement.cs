using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// After verification the secret may stand nowhere else in the request head. What cannot be taken out (the path, a query
/// pair of a foreign shape, the host) refuses the request.
/// </summary>
internal static class SecretPlacement
{
    public static bool AppearsInRequestLine(HttpContext context, EdgeRequest request) =>
        AppearsInTarget(request) || AppearsInPath(request) || AppearsInHost(context, request);

    /// <summary>Searched once a request: the pipeline asks, and the access log again.</summary>
    public static bool AppearsInTarget(EdgeRequest request) =>
        request.Credential.IsPresent && (request.SecretInTarget ??= Search(request.Target, request.Credential.PresentedToken));

    private static bool Search(string target, ReadOnlySpan<char> token) => target.Length > token.Length && SecretSearch.Holds(target, token);

    // Also one that nobody presented: it is somebody's. The query was searched before. What the gateway answers itself, no
    // upstream gets.
    private static bool AppearsInPath(EdgeRequest request) =>
        request.Call is null && TokenScanner.ContainsToken(request.Path, request.Model.Dialect.Shape);

    // It goes on as X-Forwarded-Host. Hosts compare ignoring case, so a client may have changed it.
    private static bool AppearsInHost(HttpContext context, EdgeRequest request)
    {
        var host = context.Request.Headers.Host.ToString();
        var token = request.Credential.PresentedToken;
        return request.Model.Dialect.Shape.IsIn(host)
            || (!token.IsEmpty && host.AsSpan().Contains(token, StringComparison.OrdinalIgnoreCase));
    }
}

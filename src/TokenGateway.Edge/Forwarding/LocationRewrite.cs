using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Rewrites the upstream's own addresses in a response for the client (<c>RewriteLocation</c>): <c>Location</c> and
/// <c>Content-Location</c> (RFC 9110, 10.2.2 and 8.7) that name the upstream or only a path, and the paths of cookies. They
/// become paths of the gateway; another host, or a path that the route does not lead to, is unchanged.
/// </summary>
internal static class LocationRewrite
{
    private const string CookiePath = "path=";

    public static void Apply(HttpContext context, EdgeRequest request)
    {
        if (context.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.Model.Config.Address is not { } address)
            return;
        var upstream = new Uri(address);
        var headers = context.Response.Headers;
        if (headers.Location.Count == 1)
            headers.Location = Rewrite(context, request, upstream, headers.Location.ToString());
        if (headers.ContentLocation.Count == 1)
            headers.ContentLocation = Rewrite(context, request, upstream, headers.ContentLocation.ToString());
        if (headers.SetCookie.Count > 0)
            headers.SetCookie = new StringValues([.. headers.SetCookie.Select(cookie => RewriteCookie(context, request, upstream, cookie!))]);
    }

    private static string Rewrite(HttpContext context, EdgeRequest request, Uri upstream, string location) =>
        PathIn(location, upstream, request.OutgoingHost) is { } target && PathOutside(context, request, upstream, target) is { } outside ? outside : location;

    /// <summary>Path, query and fragment; null: another host's, or relative to the request, which remains correct.</summary>
    private static string? PathIn(string location, Uri upstream, string? host)
    {
        if (location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal))
            return location;
        var rest = location.StartsWith("//", StringComparison.Ordinal) ? location[2..]
            : location.StartsWith(upstream.Scheme + "://", StringComparison.OrdinalIgnoreCase) ? location[(upstream.Scheme.Length + 3)..]
            : "";
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        if (authority.Length == 0 || !(IsSame(authority, upstream) || authority.Equals(host, StringComparison.OrdinalIgnoreCase)))
            return null;
        return end < 0 ? "/" : rest[end] == '/' ? rest[end..] : "/" + rest[end..];
    }

    private static bool IsSame(string authority, Uri upstream) =>
        authority.Equals(upstream.Authority, StringComparison.OrdinalIgnoreCase)
        || authority.Equals($"{upstream.Host}:{upstream.Port}", StringComparison.OrdinalIgnoreCase);

    private static string? PathOutside(HttpContext context, EdgeRequest request, Uri upstream, string target)
    {
        var end = target.IndexOfAny(['?', '#']);
        var path = end < 0 ? target : target[..end];
        return request.Route!.Rewrite.Undo(path, upstream.AbsolutePath) is { } outside
            ? context.Request.PathBase.ToUriComponent() + outside + target[path.Length..]
            : null;
    }

    private static string RewriteCookie(HttpContext context, EdgeRequest request, Uri upstream, string cookie)
    {
        var attributes = cookie.Split(';');
        for (var i = 1; i < attributes.Length; i++)
        {
            var attribute = attributes[i].TrimStart();
            if (attribute.StartsWith(CookiePath, StringComparison.OrdinalIgnoreCase) && attribute[CookiePath.Length..].TrimEnd() is ['/', ..] path
                && request.Route!.Rewrite.Undo(path, upstream.AbsolutePath) is { } outside)
            {
                attributes[i] = $" {attribute[..CookiePath.Length]}{context.Request.PathBase.ToUriComponent()}{(outside.Length > 1 ? outside.TrimEnd('/') : outside)}";
            }
        }

        return string.Join(';', attributes);
    }
}

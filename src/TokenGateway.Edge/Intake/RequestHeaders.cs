using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Drops request headers by name: protected names in any spelling, the deny list, other spellings of names that the gateway
/// sets or matches on, credential headers in a spelling that does not authenticate, and those that <c>Connection</c> lists
/// (RFC 9110, 7.6.1: before identity is added, or <c>Connection: X-Auth-User</c> would remove it).
/// </summary>
internal static class RequestHeaders
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>RFC 9110, 5.6.2.</summary>
    private static readonly SearchValues<char> Token =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    /// <summary>
    /// Names with a meaning only in their exact spelling: CGI and WSGI read <c>Content_Length</c> as the length, and
    /// Kestrel does not.
    /// </summary>
    private static readonly HeaderNameSet OnlyExact = HeaderNameSet.Create(
        ["Content-Length", "Transfer-Encoding", "Content-Type", "Content-Encoding", "Host", "Connection", "Upgrade", "TE", "Authorization", "Proxy-Authorization", "Cookie", SocketProtocols.Header], []);

    /// <summary>Whether a header of this name is dropped as another spelling of a name with a meaning.</summary>
    public static bool IsOtherSpelling(string name) => name.AsSpan().ContainsAnyExcept(Plain) && OnlyExact.Contains(name);

    /// <returns>False: a name is not a token (RFC 9110, 5.1), which the server does not check.</returns>
    public static bool TryClean(IHeaderDictionary headers, EdgeRequest request)
    {
        List<string>? dropped = null;
        var ordinary = request.Model.OrdinaryNames;
        foreach (var header in headers)
        {
            if (ordinary.Contains(header.Key))
                continue;
            var isPlain = !header.Key.AsSpan().ContainsAnyExcept(Plain);
            if (!isPlain && header.Key.AsSpan().ContainsAnyExcept(Token) && Protection.NamesAreTokens.IsEnabled())
                return false;
            if (IsDropped(header.Key, isPlain, header.Value, request))
                (dropped ??= []).Add(header.Key);
        }

        foreach (var name in dropped ?? [])
            headers.Remove(name);

        // After the others: a name that it lists may be an alias of ours, which must be detected first.
        if (headers.Connection.Count > 0 && Protection.NamedByConnection.IsEnabled())
            ConnectionOptions.RemoveNamed(headers);
        if (Protection.CookiesCut.IsEnabled())
            CutCookies(headers);
        if (!request.Model.Places.ProtocolPrefixes.IsEmpty)
            request.SocketProtocols = SocketProtocols.Cut(headers, request.Model.Places.ProtocolPrefixes);
        return true;
    }

    private static bool IsDropped(string name, bool isPlain, StringValues values, EdgeRequest request)
    {
        if (!isPlain && OnlyExact.Contains(name))
            return Protection.OneSpelling.IsEnabled();
        var model = request.Model;
        if (model.Protected.Contains(name))
            return Protection.ProtectedNames.IsEnabled() && (isPlain || Protection.FoldedNames.IsEnabled());

        // The known expectation is forwarded; others are refused.
        if (name.Equals("Expect", StringComparison.OrdinalIgnoreCase))
            return false;
        if (DenyList.Contains(name))
            return IsDenied(name, values, request);
        if (!model.Places.Headers.Contains(name))
            return model.Owned is { } owned && owned.Refuses(name) && Protection.OwnedNames.IsEnabled();
        if (IsExact(name, request))
            return false;
        request.AliasHeaders += values.Count;
        return true;
    }

    private static bool IsDenied(string name, StringValues values, EdgeRequest request)
    {
        var model = request.Model;
        if (DenyList.IsSecondTarget(name) && Protection.SecondTargets.IsEnabled())
        {
            request.HasSecondTarget = true;
            return false;
        }

        if (DenyList.MethodOverrides.Contains(name))
            request.MethodOverrides = StringValues.Concat(request.MethodOverrides, values);
        return (model.Forwardable is null || !model.Forwardable.Contains(name)) && Protection.DenyList.IsEnabled();
    }

    private static bool IsExact(string name, EdgeRequest request)
    {
        foreach (var exact in request.Model.Places.HeaderNames)
        {
            if (exact.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // The portal's cookies belong to a host name, not to a port: browsers also send them to the edge.
    private static void CutCookies(IHeaderDictionary headers)
    {
        var cookies = headers.Cookie;
        if (cookies.Count == 0)
            return;
        var cut = false;
        var kept = new List<string>(cookies.Count);
        foreach (var cookie in cookies)
        {
            if (cookie is null)
                continue;
            if (CookieCutter.TryCut(cookie, out var rest))
                cut = true;
            else
                rest = cookie;
            if (rest.Length > 0)
                kept.Add(rest);
        }

        if (cut)
            headers.Cookie = kept.Count == 0 ? StringValues.Empty : kept.ToArray();
    }
}

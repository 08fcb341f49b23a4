using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Decisions;

/// <summary>Parses targets in header values.</summary>
internal static class TargetText
{
    /// <summary>
    /// The raw path of an absolute path, or of a URI on the host that the request names (RFC 4918, 8.3). The scheme is ignored: a
    /// proxy in front of the gateway may have changed it.
    /// </summary>
    public static bool TryGetPath(string text, HostString host, out string path, out bool isAbsolute)
    {
        isAbsolute = !text.StartsWith('/');
        path = "";
        if (!RequestTarget.TryGetOriginForm(text, out var target) || target.Contains('?', StringComparison.Ordinal))
            return false;
        path = target;
        return !isAbsolute || IsHost(AuthorityOf(text), host);
    }

    /// <summary>
    /// The resource tags of an <c>If</c> header (RFC 4918, 10.4): the texts in angle brackets outside of parentheses.
    /// </summary>
    /// <returns>False if the brackets do not match or there are too many resources.</returns>
    public static bool TryGetTags(string value, NamedTexts tags)
    {
        var inList = false;
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] is '(' or ')')
                inList = value[at] == '(';
            if (value[at] != '<')
                continue;
            var end = value.IndexOf('>', at);
            if (end < 0)
                return false;
            if (!inList && !tags.TryAdd(value.AsSpan((at + 1)..end)))
                return false;
            at = end;
        }

        return !inList;
    }

    private static string AuthorityOf(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        var end = uri.IndexOf('/', start);
        return uri[start..(end < 0 ? uri.Length : end)];
    }

    private static bool IsHost(string authority, HostString host) =>
        HostInspector.Inspect(authority) == HostFault.None
        && HostString.FromUriComponent(authority) is var other
        && other.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
        && (other.Port ?? host.Port ?? 0) == (host.Port ?? other.Port ?? 0);
}

using System.Text;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Removes our own cookies from a <c>Cookie</c> header. A browser sends a cookie to every port of its host, so the portal's
/// session reaches the edge; it does not authenticate there and must not reach an upstream.
/// </summary>
internal static class CookieCutter
{
    /// <summary>The prefix of all our cookie names.</summary>
    public const string Prefix = "__Host-tgw-";

    /// <summary>Characters that parsers skip before a name.</summary>
    private static ReadOnlySpan<char> Lead => Protection.NamelessCookies.IsEnabled() ? " \t\"=" : " \t\"";

    /// <summary>
    /// Removes every pair whose name begins with <see cref="Prefix"/>, ignoring case; the others keep bytes and order. Some
    /// servers still treat a comma as a separator (RFC 2965), so our pairs are also found after one. Browsers send a
    /// nameless cookie (<c>=__Host-tgw-session=x</c>) as its value alone, which then looks like ours.
    /// <paramref name="rest"/> is empty if nothing is left, and the given header if none was ours.
    /// </summary>
    /// <returns>Whether any was ours. If not, nothing was allocated.</returns>
    public static bool TryCut(string cookieHeader, out string rest)
    {
        rest = cookieHeader;
        if (!cookieHeader.Contains("tgw-", StringComparison.OrdinalIgnoreCase))
            return false;

        var kept = default(StringBuilder);
        for (var start = 0; start <= cookieHeader.Length;)
        {
            var end = PairEnd(cookieHeader, start);
            var ours = OursIn(cookieHeader.AsSpan(start, end - start));
            if (ours >= 0)
                kept ??= new StringBuilder(cookieHeader, 0, Math.Max(start - 1, 0), cookieHeader.Length);
            if (kept is not null)
                Keep(kept, cookieHeader.AsSpan(start, ours < 0 ? end - start : ours));
            start = end + 1;
        }

        rest = kept?.ToString() ?? cookieHeader;
        return kept is not null;
    }

    /// <summary>
    /// Whether a <c>Set-Cookie</c> value sets a cookie that any browser sends under one of our names: also without a name,
    /// after white space, percent-encoded, or after a comma, where old parsers begin another cookie (RFC 2109).
    /// </summary>
    public static bool SetsOurs(string setCookie)
    {
        foreach (var view in new DecodedViews(setCookie.AsSpan(), stackalloc char[256]))
        {
            if (OursIn(view.TrimStart("; \t")) >= 0)
                return true;
        }

        return false;
    }

    private static int PairEnd(string header, int start)
    {
        var end = header.IndexOf(';', start);
        return end < 0 ? header.Length : end;
    }

    /// <summary>The length of a pair before our part: 0 if it is ours from the start, -1 if nothing of it is.</summary>
    private static int OursIn(ReadOnlySpan<char> pair)
    {
        for (var start = 0; start >= 0;)
        {
            if (pair[start..].TrimStart(Lead).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                return Math.Max(start - 1, 0);
            var comma = pair[start..].IndexOf(',');
            start = comma < 0 ? -1 : start + comma + 1;
        }

        return -1;
    }

    private static void Keep(StringBuilder kept, ReadOnlySpan<char> pair)
    {
        if (kept.Length > 0 && !pair.IsEmpty)
            kept.Append(';').Append(pair);
        else
            kept.Append(pair.TrimStart(" \t"));
    }
}

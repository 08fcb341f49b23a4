using System.Text;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Cuts our own cookies out of a <c>Cookie</c> header. A browser sends a cookie to every port of its host, so the
/// portal's session reaches the edge; it authenticates nothing there and must not reach an upstream.
/// </summary>
internal static class CookieCutter
{
    /// <summary>What the names of all our cookies begin with.</summary>
    public const string Prefix = "__Host-tgw-";

    /// <summary>What readers skip ahead of a name.</summary>
    private static ReadOnlySpan<char> Lead => Protection.NamelessCookies.IsEnabled() ? " \t\"=" : " \t\"";

    /// <summary>
    /// Removes every pair whose name begins with <see cref="Prefix"/>, ignoring case; the others keep bytes and order.
    /// Some servers still read a comma as a separator (RFC 2965), so a pair of ours is found behind one, too. A cookie
    /// without a name (<c>=__Host-tgw-session=x</c>) is sent by browsers as its value alone, which then reads as ours.
    /// <paramref name="rest"/> is empty when nothing is left, and the given header when there was none of ours.
    /// </summary>
    /// <returns>Whether there was one. If not, nothing was allocated.</returns>
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
    /// behind white space, percent-encoded, or behind a comma, where old readers begin another cookie (RFC 2109).
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

    /// <summary>How much of a pair stands before ours: 0 when it is ours from the start, -1 when nothing of it is.</summary>
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

using TokenGateway.Core.Protections;

namespace TokenGateway.Edge.Forwarding;

/// <summary>The directives of a <c>Cache-Control</c> (RFC 9111, 5.2), parsed as caches do: commas in quotes do not separate.</summary>
internal static class CacheDirectives
{
    /// <summary>
    /// Equivalent directives for clients that exclude shared caches: <c>private</c> first, or <c>no-store</c> unchanged. A
    /// <c>private="Set-Cookie"</c> applies to that header alone and leaves the response shared.
    /// </summary>
    public static string Private(string present)
    {
        var all = Split(present);
        var kept = all.Where(one => !IsShared(one)).ToList();
        if (!kept.Exists(IsClosed))
            kept.Insert(0, "private");
        return string.Join(", ", kept);
    }

    private static bool IsClosed(string directive) =>
        Is(directive, "no-store") || Is(directive, "private")
        || (!Protection.QualifiedPrivate.IsEnabled() && NameOf(directive).Equals("private", StringComparison.OrdinalIgnoreCase));

    private static bool IsShared(string directive)
    {
        var name = NameOf(directive);
        return name.Equals("public", StringComparison.OrdinalIgnoreCase)
            || name.Equals("s-maxage", StringComparison.OrdinalIgnoreCase)
            || (name.Equals("private", StringComparison.OrdinalIgnoreCase) && !Is(directive, "private") && Protection.QualifiedPrivate.IsEnabled())
            || (name.Equals("no-store", StringComparison.OrdinalIgnoreCase) && !Is(directive, "no-store"));
    }

    private static bool Is(string directive, string name) => directive.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> NameOf(string directive)
    {
        var equals = directive.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? directive : directive.AsSpan(0, equals).TrimEnd();
    }

    private static List<string> Split(string text)
    {
        var (directives, start, quoted) = (new List<string>(), 0, false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (quoted || text[at] != ','))
            {
                if (quoted && text[at] == '\\')
                    at++;
                else
                    quoted ^= text[at] == '"';
                continue;
            }

            if (text.AsSpan(start, Math.Min(at, text.Length) - start).Trim() is { IsEmpty: false } one)
                directives.Add(one.ToString());
            start = at + 1;
        }

        return directives;
    }
}

using System.Text;

namespace TokenGateway.Edge.Text;

/// <summary>Flattens nested encoding: <c>%25252561</c> becomes <c>a</c> if decoded often enough.</summary>
internal static class NestedEscapes
{
    private const string Escape = "%25";

    /// <summary>A parameter name with at most two nested escapes, for <see cref="DecodedViews"/>; one pass.</summary>
    public static ReadOnlySpan<char> Flatten(ReadOnlySpan<char> name)
    {
        if (!name.Contains("%2525", StringComparison.Ordinal))
            return name;
        var flat = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            if (!name[at..].StartsWith(Escape, StringComparison.Ordinal))
            {
                flat.Append(name[at++]);
                continue;
            }

            flat.Append(Escape);
            at += Escape.Length;
            while (name[at..].StartsWith("25", StringComparison.Ordinal))
                at += 2;
        }

        return flat.ToString();
    }
}

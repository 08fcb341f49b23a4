namespace TokenGateway.Edge.Text;

/// <summary>
/// Headers that name the source of a copy in object stores, recognized by their suffix: nearly every store has its own
/// prefix (<c>X-Amz-Copy-Source</c>, <c>X-Ms-File-Rename-Source</c>, <c>X-Qs-Fetch-Source</c>), and new ones appear.
/// </summary>
internal static class CopySources
{
    private const string End = "source";
    private const int StackLimit = 128;

    /// <summary>Folded words that precede <c>-source</c>.</summary>
    public static IReadOnlyList<string> Verbs { get; } = ["copy", "move", "rename", "metadata", "fetch"];

    /// <summary>Whether <paramref name="name"/> is one, in any spelling.</summary>
    public static bool Contains(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty && HeaderNameFold.IsSeparator(name[^1]))
            name = name[..^1];
        return name.EndsWith(End, StringComparison.OrdinalIgnoreCase) && EndsInVerb(name[..^End.Length]);
    }

    private static bool EndsInVerb(ReadOnlySpan<char> beginning)
    {
        Span<char> buffer = stackalloc char[StackLimit];
        var folded = buffer[..HeaderNameFold.Fold(beginning[Math.Max(0, beginning.Length - StackLimit)..], buffer)];
        if (beginning.IsEmpty || !HeaderNameFold.IsSeparator(beginning[^1]))
            return false;
        foreach (var verb in Verbs)
        {
            if (folded.EndsWith(verb, StringComparison.Ordinal) && (folded.Length == verb.Length || folded[^(verb.Length + 1)] == '-'))
                return true;
        }

        return false;
    }
}

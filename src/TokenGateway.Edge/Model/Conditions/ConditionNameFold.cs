namespace TokenGateway.Edge.Model.Conditions;

/// <summary>The forms in which query parameter names are compared.</summary>
internal static class ConditionNameFold
{
    /// <summary>
    /// Letters and digits only, in lower case, up to a <c>[</c> or NUL: names that any common parser treats as equal (PHP
    /// truncates at both and turns dots and spaces into <c>_</c>; others trim or ignore case) are equal in this form.
    /// </summary>
    /// <returns>The length written; -1 when it does not fit.</returns>
    public static int Fold(ReadOnlySpan<char> name, Span<char> destination)
    {
        var length = 0;
        foreach (var c in UpToEnd(name))
        {
            if (!char.IsAsciiLetterOrDigit(c))
                continue;
            if (length == destination.Length)
                return -1;
            destination[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }

    /// <summary>The same as a string, for a configured name.</summary>
    public static string Of(string name)
    {
        var folded = new char[name.Length];
        return new string(folded, 0, Fold(name, folded));
    }

    // PHP also accepts a name that begins with a bracket.
    private static ReadOnlySpan<char> UpToEnd(ReadOnlySpan<char> name) =>
        name.IndexOfAny('[', '\0') is var end and > 0 ? name[..end] : name;
}

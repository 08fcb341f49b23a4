namespace TokenGateway.Core.Access;

/// <summary>
/// A grant of a role: a name, <c>*</c> (all), <c>orders:*</c> (a prefix), each also with a leading <c>!</c>, which excludes
/// permissions that other grants include.
/// </summary>
public readonly record struct PermissionPattern
{
    private PermissionPattern(string text, bool isPrefix, bool takesAway) =>
        (Text, IsPrefix, TakesAway) = (text, isPrefix, takesAway);

    /// <summary>The name, or the prefix without its star.</summary>
    internal string Text { get; }

    internal bool IsPrefix { get; }

    internal bool TakesAway { get; }

    public static bool TryParse(string? text, out PermissionPattern pattern)
    {
        pattern = default;
        if (string.IsNullOrEmpty(text))
            return false;
        var takesAway = text[0] == '!';
        var body = takesAway ? text[1..] : text;
        var isPrefix = body.EndsWith('*');
        var stem = isPrefix ? body[..^1] : body;
        if (!(isPrefix && stem.Length == 0) && !AccessName.IsValid(stem))
            return false;
        pattern = new PermissionPattern(stem, isPrefix, takesAway);
        return true;
    }

    internal bool Matches(string permission) =>
        IsPrefix ? permission.StartsWith(Text, StringComparison.Ordinal) : permission == Text;
}

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// The parameter that an upstream may read a name as. PHP turns a space, a dot and an open bracket into <c>_</c>, and
/// <c>name[]</c> into a list; Rack, qs and ASP.NET drop brackets around a name. Used for stripping only: only a name in its
/// configured form authenticates.
/// </summary>
internal static class QueryNameFold
{
    /// <summary>Whether any known parser reads the decoded <paramref name="name"/> as <paramref name="place"/>.</summary>
    public static bool MayMean(ReadOnlySpan<char> name, string place)
    {
        name = name.TrimStart("[] ");
        var bracket = name.IndexOfAny('[', ']');
        return Folds(name.TrimEnd("[] "), place) || (bracket > 0 && Folds(name[..bracket].TrimEnd(' '), place));
    }

    private static bool Folds(ReadOnlySpan<char> name, string place)
    {
        if (name.Length != place.Length)
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            if (One(name[i]) != One(place[i]))
                return false;
        }

        return true;
    }

    private static char One(char c) => c is '.' or ' ' or '[' or ']' ? '_' : char.ToLowerInvariant(c);
}

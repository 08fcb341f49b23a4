namespace TokenGateway.Edge.Credentials;

/// <summary>
/// Which parameter an upstream may read a name as. PHP makes <c>_</c> of a space, a dot and an open bracket and a list of
/// <c>name[]</c>; Rack, qs and ASP.NET drop brackets around a name. For taking out what must not pass: only a name as
/// it is configured authenticates.
/// </summary>
internal static class QueryNameFold
{
    /// <summary>Whether some reader takes the decoded <paramref name="name"/> for <paramref name="place"/>.</summary>
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

namespace TokenGateway.Edge.Text;

/// <summary>
/// The form in which header names are compared: lower case, every run of characters other than ASCII letters and digits as
/// one <c>-</c>, none at either end.
/// </summary>
/// <remarks>
/// CGI, WSGI, PHP and many frameworks turn header names into variable names and so treat <c>X_Auth_User</c>,
/// <c>X.Auth.User</c> and <c>X-Auth-User</c> as one (CVE-2025-64484, CVE-2026-54763, CVE-2026-88011, CVE-2026-30851). That
/// requires mapping each such character to <c>-</c>. This fold also collapses and trims, so names that are equal under that
/// mapping stay equal, and <c>X--Auth_User</c> and <c>X-Auth-User'</c> are aliases too.
/// </remarks>
internal static class HeaderNameFold
{
    private const char Separator = '-';
    private static readonly char[] Table = CreateTable();

    /// <summary>
    /// Folds <paramref name="name"/> into <paramref name="destination"/>. If that is shorter than the fold, the fold is
    /// truncated and fills it.
    /// </summary>
    /// <returns>The length written.</returns>
    public static int Fold(ReadOnlySpan<char> name, Span<char> destination)
    {
        var length = 0;
        var gap = false;
        foreach (var c in name)
        {
            var folded = One(c);
            if (folded == Separator)
            {
                gap = length > 0;
                continue;
            }

            if (gap && length < destination.Length)
                destination[length++] = Separator;
            if (length == destination.Length)
                break;
            destination[length++] = folded;
            gap = false;
        }

        return length;
    }

    /// <summary>The first character of the fold, or <c>-</c> if the fold is empty.</summary>
    public static char First(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (One(c) is var folded and not Separator)
                return folded;
        }

        return Separator;
    }

    /// <summary>Whether <paramref name="c"/> folds to a separator.</summary>
    public static bool IsSeparator(char c) => One(c) == Separator;

    private static char One(char c) => c < Table.Length ? Table[c] : Separator;

    private static char[] CreateTable()
    {
        var table = new char[128];
        for (var c = '\0'; c < table.Length; c++)
            table[c] = char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : Separator;
        return table;
    }
}

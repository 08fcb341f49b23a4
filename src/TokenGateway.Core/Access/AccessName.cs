using System.Text.RegularExpressions;

namespace TokenGateway.Core.Access;

/// <summary>
/// The syntax of role and permission names: <c>[A-Za-z0-9][A-Za-z0-9._:-]{0,99}</c>, case-sensitive; no comma, because
/// lists of them become one header value.
/// </summary>
public static partial class AccessName
{
    public static bool IsValid(string? text) => text is not null && Pattern().IsMatch(text);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}

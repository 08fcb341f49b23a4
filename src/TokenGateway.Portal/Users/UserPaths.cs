using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Users;

/// <summary>URLs of pages about users. An id may contain a slash; routing leaves it escaped, and no id contains a <c>%</c>.</summary>
internal static class UserPaths
{
    public const string All = "/users";

    /// <summary>Not under <see cref="All"/>, where any name may be a user id.</summary>
    public const string New = "/new-user";

    public static string Of(UserId id) => $"{All}/{Uri.EscapeDataString(id.Value)}";

    public static string TokensOf(UserId id) => $"/tokens?owner={Uri.EscapeDataString(id.Value)}";

    public static string NewTokenFor(UserId id) => $"/tokens/new?owner={Uri.EscapeDataString(id.Value)}";

    public static bool TryRead(string text, out UserId id) => UserId.TryParse(Uri.UnescapeDataString(text), out id);
}

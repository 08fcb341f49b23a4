using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary>A user as JSON.</summary>
internal sealed record UserJson(
    string Id, long? Number, string Kind, string? Email, string? Name, string[] Roles, string[] Realms, string[]? Maintainers, bool Unmaintained, bool Disabled,
    bool CanCreateTokens, bool HasPassword, bool Declared, DateTimeOffset? CreatedAt)
{
    /// <param name="user">The user.</param>
    /// <param name="hasPassword">Whether the user has a password.</param>
    /// <param name="maintainers">The maintainers of a service account; empty for a person.</param>
    public static UserJson Of(User user, bool hasPassword, IReadOnlyList<User> maintainers) => new(
        user.Id.Value, user.IsDeclared ? null : user.Number, user.IsService ? "service" : "person", user.Email, user.Name,
        [.. user.Roles.Select(role => role.Value)], [.. user.Realms.Texts], user.IsService ? [.. maintainers.Select(one => one.Id.Value)] : null,
        ServiceAccounts.IsUnmaintained(user, maintainers), user.IsDisabled, user.CanCreateTokens, hasPassword, user.IsDeclared,
        user.IsDeclared ? null : user.CreatedAt);
}

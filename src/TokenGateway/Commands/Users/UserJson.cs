using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary>A user as JSON.</summary>
internal sealed record UserJson(
    string Id, long? Number, string? Email, string? Name, string[] Roles, string[] Realms, bool Disabled, bool CanCreateTokens, bool HasPassword, bool Declared,
    DateTimeOffset? CreatedAt)
{
    public static UserJson Of(User user, bool hasPassword) => new(
        user.Id.Value, user.IsDeclared ? null : user.Number, user.Email, user.Name, [.. user.Roles.Select(role => role.Value)], [.. user.Realms.Texts], user.IsDisabled,
        user.CanCreateTokens, hasPassword, user.IsDeclared, user.IsDeclared ? null : user.CreatedAt);
}

using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands;

/// <summary>A user as JSON.</summary>
internal sealed record UserJson(string Id, string? Email, string? Name, string[] Roles, bool Disabled, bool Declared, DateTimeOffset? CreatedAt)
{
    public static UserJson Of(User user) => new(
        user.Id.Value, user.Email, user.Name, [.. user.Roles.Select(role => role.Value)], user.IsDisabled, user.IsDeclared,
        user.IsDeclared ? null : user.CreatedAt);
}

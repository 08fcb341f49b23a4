using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Users;

/// <summary>A user.</summary>
/// <param name="Number">The user's for ever and never given twice; null: declared in the configuration.</param>
/// <param name="Realms">Of the user's own, * for all; roles may grant others.</param>
/// <param name="Disabled">While true, no token of the user authenticates.</param>
/// <param name="CanCreateTokens">May make tokens where only selected users may.</param>
/// <param name="Declared">Written in the configuration, hence not changeable here.</param>
internal sealed record UserView(
    string Id, long? Number, string? Email, string? Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Realms, bool Disabled, bool CanCreateTokens, bool Declared,
    DateTimeOffset? CreatedAt)
{
    public static UserView Of(User user) => new(
        user.Id.Value, user.IsDeclared ? null : user.Number, user.Email, user.Name, [.. user.Roles.Select(role => role.Value)], [.. user.Realms.Texts], user.IsDisabled,
        user.CanCreateTokens, user.IsDeclared, user.IsDeclared ? null : user.CreatedAt);
}

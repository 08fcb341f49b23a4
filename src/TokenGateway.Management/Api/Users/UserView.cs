using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Users;

/// <summary>A user.</summary>
/// <param name="Number">The user's permanent number, never reused; null: declared in the configuration.</param>
/// <param name="Kind">person, or service: it owns tokens and does not sign in.</param>
/// <param name="Realms">The user's own realms, * for all; roles may grant others.</param>
/// <param name="Maintainers">For a service account: the users who manage its tokens and still exist; null for a person.</param>
/// <param name="Unmaintained">A service account without an enabled maintainer: only administrators manage its tokens.</param>
/// <param name="Disabled">While true, no token of the user authenticates.</param>
/// <param name="CanCreateTokens">Whether the user may create tokens if only selected users may.</param>
/// <param name="Declared">Declared in the configuration, so it cannot be changed here.</param>
internal sealed record UserView(
    string Id, long? Number, string Kind, string? Email, string? Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Realms, IReadOnlyList<string>? Maintainers,
    bool Unmaintained, bool Disabled, bool CanCreateTokens, bool Declared, DateTimeOffset? CreatedAt)
{
    /// <param name="user">The user.</param>
    /// <param name="maintainers">The maintainers of a service account; empty for a person.</param>
    public static UserView Of(User user, IReadOnlyList<User> maintainers) =>
        Of(user, maintainers.Select(one => one.Id), ServiceAccounts.IsUnmaintained(user, maintainers));

    /// <summary>Based on the row alone, when it could not be checked whether the maintainers still exist.</summary>
    public static UserView OfRow(User user) => Of(user, user.Maintainers?.All.Select(one => one.Id) ?? [], user.Maintainers?.All.IsEmpty == true);

    private static UserView Of(User user, IEnumerable<UserId> maintainers, bool isUnmaintained) => new(
        user.Id.Value, user.IsDeclared ? null : user.Number, UserKinds.NameOf(user), user.Email, user.Name, [.. user.Roles.Select(role => role.Value)],
        [.. user.Realms.Texts], user.IsService ? [.. maintainers.Select(one => one.Value)] : null, isUnmaintained,
        user.IsDisabled, user.CanCreateTokens, user.IsDeclared, user.IsDeclared ? null : user.CreatedAt);
}

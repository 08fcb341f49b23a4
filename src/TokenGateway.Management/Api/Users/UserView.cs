using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Users;

/// <summary>A user.</summary>
/// <param name="Number">The user's for ever and never given twice; null: declared in the configuration.</param>
/// <param name="Kind">person, or service: it owns tokens and does not sign in.</param>
/// <param name="Realms">Of the user's own, * for all; roles may grant others.</param>
/// <param name="Maintainers">Of a service account: the users who manage its tokens and still exist; null for a person.</param>
/// <param name="Unmaintained">A service account without a maintainer who is enabled: only administrators manage its tokens.</param>
/// <param name="Disabled">While true, no token of the user authenticates.</param>
/// <param name="CanCreateTokens">May make tokens where only selected users may.</param>
/// <param name="Declared">Written in the configuration, hence not changeable here.</param>
internal sealed record UserView(
    string Id, long? Number, string Kind, string? Email, string? Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Realms, IReadOnlyList<string>? Maintainers,
    bool Unmaintained, bool Disabled, bool CanCreateTokens, bool Declared, DateTimeOffset? CreatedAt)
{
    /// <param name="user">Whom to show.</param>
    /// <param name="maintainers">Who maintains it; none for a person.</param>
    public static UserView Of(User user, IReadOnlyList<User> maintainers) =>
        Of(user, maintainers.Select(one => one.Id), ServiceAccounts.IsUnmaintained(user, maintainers));

    /// <summary>As its row says it: whether the maintainers still exist could not be looked at.</summary>
    public static UserView OfRow(User user) => Of(user, user.Maintainers?.All.Select(one => one.Id) ?? [], user.Maintainers?.All.IsEmpty == true);

    private static UserView Of(User user, IEnumerable<UserId> maintainers, bool isUnmaintained) => new(
        user.Id.Value, user.IsDeclared ? null : user.Number, UserKinds.NameOf(user), user.Email, user.Name, [.. user.Roles.Select(role => role.Value)],
        [.. user.Realms.Texts], user.IsService ? [.. maintainers.Select(one => one.Value)] : null, isUnmaintained,
        user.IsDisabled, user.CanCreateTokens, user.IsDeclared, user.IsDeclared ? null : user.CreatedAt);
}

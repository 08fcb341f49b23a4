using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Which ids and e-mail addresses are allowed, so that no two users look like one to an upstream.</summary>
internal static class UserIdentityRules
{
    public static LifecycleError? CheckId(UserId id) =>
        IdentityRules.FaultOf(id) is { } fault ? new(RefusalCode.InvalidValue, $"A user id {fault}.") : null;

    public static LifecycleError? CheckEmail(string? email) =>
        email is not null && IdentityRules.FaultOfEmail(email) is { } fault ? new(RefusalCode.InvalidValue, $"An e-mail address {fault}.") : null;

    /// <summary>Checks declared users; the store compares with its own.</summary>
    public static LifecycleError? CheckUndeclared(string? identity, AccessModel model)
    {
        if (identity is null || model.DeclaredUsers.Count == 0)
            return null;
        var key = IdentityKey.Of(identity);
        return model.DeclaredUsers.FirstOrDefault(user => UserIdentities.KeysOf(user).Contains(key)) is { } other ? Taken(identity, other.Id) : null;
    }

    public static LifecycleError Kept(Actor actor, string identity, UserRights rights) => new(
        RefusalCode.RoleNotHeld,
        $"{identity} belonged to a user who had {rights}, which {actor.Name} may not give. Only an administrator who may, or the operator, can give it to a user again.");

    public static LifecycleError Taken(string identity, UserId other) => new(
        RefusalCode.UserExists,
        $"{identity} is too similar to user {other}: ids and e-mail addresses must differ by more than case or look-alike characters.");
}

using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Portal.Users;

/// <summary>A role in the form of a user.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Gives">Its permissions and management rights.</param>
/// <param name="IsKnown">False: the user has it, but the configuration no longer defines it.</param>
/// <param name="IsPossible">Whether the caller may grant it. Every caller who manages users may remove it.</param>
internal sealed record RoleChoice(string Name, string Gives, bool IsKnown, bool IsPossible)
{
    /// <param name="present">The current user; null: a new one.</param>
    public static IReadOnlyList<RoleChoice> Of(Actor actor, User? present, AccessModel model)
    {
        var held = present?.Roles ?? [];
        return
        [
            .. model.Roles.All.Select(role => new RoleChoice(
                role.Name.Value, GivesOf(role, model), true, held.Contains(role.Name) || CallerCeilingRules.Check(actor, [role.Name], model) is null)),
            .. held.Where(name => model.Roles.Find(name) is null).Select(name => new RoleChoice(name.Value, "", false, true)),
        ];
    }

    private static string GivesOf(Role role, AccessModel model)
    {
        var permissions = model.Permissions.NamesOf(role.Permissions).Order(StringComparer.Ordinal);
        return string.Join(", ", permissions.Concat(ManagementRightsNames.Of(role.Manages).Select(right => "manages " + right)));
    }
}

using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>The permissions that a token holds, and which of them its requests needed.</summary>
/// <param name="OverPrivileged">
/// Whether it is live, was used within 90 days and holds more than its requests needed; null: not recorded for long enough to say
/// so of any permission.
/// </param>
/// <param name="All">It has whatever permissions there are, those that are added later too.</param>
/// <param name="Since">The first day (UTC) of what is known: 90 days ago, or when the token was created or recording began; null with overPrivileged.</param>
/// <param name="Held">The permissions in force.</param>
internal sealed record PrivilegesView(bool? OverPrivileged, bool All, DateOnly? Since, IReadOnlyList<HeldPermissionView> Held)
{
    public static PrivilegesView? Of(TokenPrivileges? privileges) => privileges is null ? null : new(
        privileges.IsKnown ? privileges.IsOverPrivileged : null, privileges.HoldsAll, privileges.Since, [.. privileges.Held.Select(HeldPermissionView.Of)]);
}

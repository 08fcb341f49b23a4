using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>A permission that a token holds.</summary>
/// <param name="Permission">Its name.</param>
/// <param name="Need">used, unused, tooNew (token or recording are not old enough to say unused) or notAsked (no rule asks for it).</param>
/// <param name="LastNeeded">The last day (UTC) on which a request needed it, also before the 90 days; null: none is recorded.</param>
internal sealed record HeldPermissionView(string Permission, string Need, DateOnly? LastNeeded)
{
    public static HeldPermissionView Of(HeldPermission held) => new(held.Name, NameOf(held.Need), held.LastNeeded);

    private static string NameOf(PermissionNeed need) => need switch
    {
        PermissionNeed.Used => "used",
        PermissionNeed.Unused => "unused",
        PermissionNeed.TooNew => "tooNew",
        PermissionNeed.NotAsked => "notAsked",
        _ => throw new ArgumentOutOfRangeException(nameof(need), need, "No such need."),
    };
}

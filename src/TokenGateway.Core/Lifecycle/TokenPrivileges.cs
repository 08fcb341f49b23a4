namespace TokenGateway.Core.Lifecycle;

/// <summary>What a token holds, and which of it its requests needed.</summary>
/// <param name="Held">The permissions in force, in ordinal order.</param>
/// <param name="HoldsAll">It has whatever permissions there are, those that are added later too.</param>
/// <param name="Since">The first day (UTC) of what is known of the permissions that can be judged; null: none can be.</param>
/// <param name="IsJudged">It is live, old enough and in use.</param>
public sealed record TokenPrivileges(IReadOnlyList<HeldPermission> Held, bool HoldsAll, DateOnly? Since, bool IsJudged)
{
    /// <summary>Some permission can be judged.</summary>
    public bool IsKnown => Since is not null;

    /// <summary>It holds more than its requests needed.</summary>
    public bool IsOverPrivileged => IsJudged && IsKnown && (HoldsAll || Held.Any(one => one.Need == PermissionNeed.Unused));

    /// <summary>The names of what a successor should have: all but what was never used.</summary>
    public IReadOnlyList<string> Kept => [.. Held.Where(one => one.Need != PermissionNeed.Unused).Select(one => one.Name)];

    /// <summary>The names of those with this need.</summary>
    public IReadOnlyList<string> Names(PermissionNeed need) => [.. Held.Where(one => one.Need == need).Select(one => one.Name)];
}

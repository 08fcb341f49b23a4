using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.Compilation;

/// <summary>Describes a condition to a refused caller.</summary>
internal static class ConditionText
{
    public static string Describe(ConditionConfig written, IReadOnlyList<ConditionConfig> oneOf)
    {
        var parts = Parts(written).ToList();
        if (oneOf.Count > 0)
            parts.Add("one of (" + string.Join(") or (", oneOf.Select(one => Describe(one, []))) + ")");
        return parts.Count == 0 ? "any valid token" : string.Join("; ", parts);
    }

    private static IEnumerable<string> Parts(ConditionConfig written)
    {
        if (written.AnyRole.Count > 0)
            yield return "role " + string.Join(" or ", written.AnyRole);
        if (written.MinRole is { } least)
            yield return $"role {least} or higher";
        if (written.NotRole.Count > 0)
            yield return "not role " + string.Join(" or ", written.NotRole);
        if (written.AllPermissions.Count > 0)
            yield return "permission " + string.Join(" and ", written.AllPermissions);
        if (written.AnyPermission.Count > 0)
            yield return "permission " + string.Join(" or ", written.AnyPermission);
    }
}

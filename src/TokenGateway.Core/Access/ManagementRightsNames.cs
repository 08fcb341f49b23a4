namespace TokenGateway.Core.Access;

/// <summary>The names of <see cref="ManagementRights"/> in files, commands and responses, in lower case.</summary>
public static class ManagementRightsNames
{
    private static readonly (ManagementRights Right, string Name)[] All =
    [
        (ManagementRights.Own, "own"), (ManagementRights.Tokens, "tokens"), (ManagementRights.Users, "users"),
        (ManagementRights.Settings, "settings"), (ManagementRights.Audit, "audit"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(one => one.Name)];

    public static bool TryParse(string? name, out ManagementRights right)
    {
        foreach (var one in All)
        {
            if (string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                right = one.Right;
                return true;
            }
        }

        right = ManagementRights.None;
        return false;
    }

    public static IReadOnlyList<string> Of(ManagementRights rights) =>
        [.. All.Where(one => rights.HasFlag(one.Right)).Select(one => one.Name)];
}

using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>Parses the token that a rule requests: <c>role=R permissions=A,B manages=own,tokens ends=DAYS realm=X addresses=A,B</c>.</summary>
internal static class Wishes
{
    public static IssueRequest ToRequest(UserId owner, Func<string, string?> wished) => new()
    {
        Owner = owner,
        Name = "rule",
        Role = wished("role") is { } role ? RoleName.Parse(role) : null,
        Permissions = wished("permissions") is { } list ? [.. list.Split(',').Select(PermissionName.Parse)] : (ImmutableArray<PermissionName>?)null,
        Manages = wished("manages") is { } rights ? Rights(rights) : null,
        ExpiresAt = wished("ends") is { } days ? TimeProvider.System.GetUtcNow().AddDays(int.Parse(days)) : null,
        Addresses = wished("addresses") is { } ranges ? [.. ranges.Split(',').Select(AddressRange.Parse)] : [],
        Realm = wished("realm") is { } realm ? Realm.Parse(realm) : Realm.Default,
    };

    /// <summary>Names separated by commas; the default realm if there are none.</summary>
    public static RealmSet Realms(string names) =>
        RealmSet.TryParse(names.Length == 0 ? ["default"] : names.Split(','), out var realms, out _) ? realms : throw new FormatException(names);

    public static ManagementRights Rights(string names) => names.Split(',').Aggregate(
        ManagementRights.None, (sum, name) => ManagementRightsNames.TryParse(name, out var right) ? sum | right : throw new FormatException(name));
}

using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Texts;

namespace TokenGateway.Storage.Sql;

/// <summary>Names of roles, permissions or realms in one column: a JSON array of strings.</summary>
internal static class NameList
{
    private static readonly string DefaultRealms = $"[\"{Realm.Default.Value}\"]";

    public static string Write(ImmutableArray<RoleName> roles) => TextList.Write(roles.Select(one => one.Value));

    public static string? Write(ImmutableArray<PermissionName>? permissions) =>
        permissions is { } some ? TextList.Write(some.Select(one => one.Value)) : null;

    public static ImmutableArray<RoleName> ReadRoles(string json) => [.. TextList.Read(json).Select(SharedText.Of).Select(RoleName.Parse)];

    public static ImmutableArray<PermissionName> ReadPermissions(string json) => [.. TextList.Read(json).Select(SharedText.Of).Select(PermissionName.Parse)];

    // Nearly all users have the same realms: they share one list.
    public static string Write(RealmSet realms) => realms.Equals(RealmSet.Default) ? DefaultRealms : TextList.Write(realms.Texts);

    public static RealmSet ReadRealms(string json) => json == DefaultRealms ? RealmSet.Default
        : RealmSet.TryParse([.. TextList.Read(json).Select(SharedText.Of)], out var realms, out _) ? realms
        : throw new FormatException("The realms of a user cannot be read.");
}

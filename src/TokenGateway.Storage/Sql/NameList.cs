using System.Collections.Immutable;
using System.Text.Json;
using TokenGateway.Core.Access;

namespace TokenGateway.Storage.Sql;

/// <summary>Names of roles, permissions or realms in one column: a JSON array of strings.</summary>
internal static class NameList
{
    private static readonly string DefaultRealms = JsonSerializer.Serialize(RealmSet.Default.Texts);

    public static string Write(ImmutableArray<RoleName> roles) => JsonSerializer.Serialize(roles.Select(one => one.Value));

    public static string? Write(ImmutableArray<PermissionName>? permissions) =>
        permissions is { } some ? JsonSerializer.Serialize(some.Select(one => one.Value)) : null;

    public static ImmutableArray<RoleName> ReadRoles(string json) => [.. Read(json).Select(SharedText.Of).Select(RoleName.Parse)];

    public static ImmutableArray<PermissionName> ReadPermissions(string json) => [.. Read(json).Select(SharedText.Of).Select(PermissionName.Parse)];

    // Nearly all users have the same realms: they share one list.
    public static string Write(RealmSet realms) => realms.Equals(RealmSet.Default) ? DefaultRealms : JsonSerializer.Serialize(realms.Texts);

    public static RealmSet ReadRealms(string json) => json == DefaultRealms ? RealmSet.Default
        : RealmSet.TryParse([.. Read(json).Select(SharedText.Of)], out var realms, out _) ? realms
        : throw new FormatException("The realms of a user cannot be read.");

    private static string[] Read(string json) =>
        JsonSerializer.Deserialize<string[]>(json) ?? throw new JsonException("A list of names is missing.");
}

using System.Collections.Immutable;
using System.Text.Json;
using TokenGateway.Core.Access;

namespace TokenGateway.Storage.Sql;

/// <summary>Role and permission names in one column: a JSON array of strings.</summary>
internal static class NameList
{
    public static string Write(ImmutableArray<RoleName> roles) => JsonSerializer.Serialize(roles.Select(one => one.Value));

    public static string? Write(ImmutableArray<PermissionName>? permissions) =>
        permissions is { } some ? JsonSerializer.Serialize(some.Select(one => one.Value)) : null;

    public static ImmutableArray<RoleName> ReadRoles(string json) => [.. Read(json).Select(SharedText.Of).Select(RoleName.Parse)];

    public static ImmutableArray<PermissionName> ReadPermissions(string json) => [.. Read(json).Select(SharedText.Of).Select(PermissionName.Parse)];

    private static string[] Read(string json) =>
        JsonSerializer.Deserialize<string[]>(json) ?? throw new JsonException("A list of names is missing.");
}

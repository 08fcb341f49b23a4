using System.Text.Json;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Rights in one column, as JSON.</summary>
internal static class RightsText
{
    public static string? Write(UserRights? rights) => rights is null ? null : JsonSerializer.Serialize(
        new Columns([.. rights.Roles.Select(role => role.Value)], [.. rights.Realms.Texts], rights.CanCreateTokens),
        ColumnJson.Default.Columns);

    public static UserRights Read(string json)
    {
        var columns = JsonSerializer.Deserialize(json, ColumnJson.Default.Columns) ?? throw new JsonException("Rights are missing.");
        return RealmSet.TryParse(columns.Realms, out var realms, out _)
            ? new UserRights([.. columns.Roles.Select(RoleName.Parse)], realms, columns.CanCreateTokens)
            : throw new FormatException("The realms of a user cannot be read.");
    }

    internal sealed record Columns(string[] Roles, string[] Realms, bool CanCreateTokens);
}

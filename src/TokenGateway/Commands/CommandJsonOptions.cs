using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands;

/// <summary>The JSON output of commands. A token has the API's members, in the order that scripts rely on.</summary>
internal static class CommandJsonOptions
{
    private static readonly string[] MembersOfToken =
    [
        "id", "name", "owner", "realm", "role", "permissions", "manages", "hint", "state", "createdAt", "createdBy", "expiresAt", "description", "externalId",
        "notBefore", "addresses", "overlapEndsAt", "lastUsedAt", "lastUsedFrom", "lastUsedPlace",
    ];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = CommandJson.Default.WithAddedModifier(OrderMembers),
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, TypeOf<T>());

    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void OrderMembers(JsonTypeInfo type)
    {
        if (type.Type != typeof(TokenView))
            return;
        foreach (var member in type.Properties)
            member.Order = Array.IndexOf(MembersOfToken, member.Name);
    }
}

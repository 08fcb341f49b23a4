using System.Text.Json;
using System.Text.Json.Serialization;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>A new token as JSON: the only response with the value, unless the value was created elsewhere.</summary>
internal sealed record IssuedJson(
    JsonElement Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token, string Name, string Owner, string Role, IReadOnlyList<string> Permissions, string Realm,
    DateTimeOffset? ExpiresAt, string Hint)
{
    public static IssuedJson Of(string? value, TokenView token) => new(
        token.Id, value, token.Name, token.Owner, token.Role, token.Permissions, token.Realm, token.ExpiresAt, token.Hint);
}

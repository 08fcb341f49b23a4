using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>A token with its value: the only response that contains it.</summary>
/// <param name="Token">The value. It cannot be shown again. Absent: it was created elsewhere, and only its SHA-256 is known.</param>
internal sealed record IssuedTokenView(
    JsonElement Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token, string? ExternalId, string Name, string Description, string Owner, string Realm, string Role,
    IReadOnlyList<string> Permissions, IReadOnlyList<string> Manages, string Hint, string State, DateTimeOffset? CreatedAt, string CreatedBy,
    DateTimeOffset? NotBefore, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Addresses, DateTimeOffset? LastUsedAt, string? LastUsedFrom,
    string? LastUsedPlace, DateTimeOffset? OverlapEndsAt)
{
    public static IssuedTokenView Of(string? value, TokenView token) => new(
        token.Id, value, token.ExternalId, token.Name, token.Description, token.Owner, token.Realm, token.Role, token.Permissions, token.Manages,
        token.Hint, token.State, token.CreatedAt, token.CreatedBy, token.NotBefore, token.ExpiresAt, token.Addresses, token.LastUsedAt,
        token.LastUsedFrom, token.LastUsedPlace, token.OverlapEndsAt);

    // A generated ToString would print the value into logs.
    public override string ToString() => $"token {Id}";
}

using System.Text.Json.Serialization;

namespace TokenGateway.Commands.Tokens;

/// <summary>An entry of <c>TokenGateway:StaticTokens</c>, with the names in the file.</summary>
internal sealed record StaticTokenJson(
    [property: JsonPropertyName("Name")] string Name,
    [property: JsonPropertyName("User")] string User,
    [property: JsonPropertyName("Sha256")] string Sha256,
    [property: JsonPropertyName("Role"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role);

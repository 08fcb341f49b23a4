using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The known attributes of a user; unknown ones are absent.</summary>
internal sealed record GoodDataUserAttributes(
    [property: JsonPropertyName("firstname")] string? FirstName, [property: JsonPropertyName("lastname")] string? LastName, string? Email);

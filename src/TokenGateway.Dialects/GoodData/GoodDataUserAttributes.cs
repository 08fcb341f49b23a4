using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>What is known of a user; absent parts are not.</summary>
internal sealed record GoodDataUserAttributes(
    [property: JsonPropertyName("firstname")] string? FirstName, [property: JsonPropertyName("lastname")] string? LastName, string? Email);

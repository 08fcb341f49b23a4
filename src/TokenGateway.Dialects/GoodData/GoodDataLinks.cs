using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The link of a document, and of its next page.</summary>
internal sealed record GoodDataLinks(string Self)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}

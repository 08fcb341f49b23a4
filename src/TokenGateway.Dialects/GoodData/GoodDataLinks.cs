using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>Where a document is, and the page behind it.</summary>
internal sealed record GoodDataLinks(string Self)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}

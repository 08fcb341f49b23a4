using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>A token as an entity; with a link of its own only in lists.</summary>
internal sealed record GoodDataToken(string Id, string Type, GoodDataTokenAttributes Attributes)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GoodDataLinks? Links { get; init; }
}

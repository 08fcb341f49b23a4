using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>A page of tokens.</summary>
internal sealed record GoodDataTokenList(IReadOnlyList<GoodDataToken> Data, GoodDataLinks Links)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GoodDataMeta? Meta { get; init; }
}

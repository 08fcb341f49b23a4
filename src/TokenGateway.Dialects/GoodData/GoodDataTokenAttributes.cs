using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The value in the one answer that shows it, otherwise nothing.</summary>
internal sealed class GoodDataTokenAttributes
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BearerToken { get; init; }
}

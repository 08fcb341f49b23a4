using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The value, only in the response that shows it.</summary>
internal sealed class GoodDataTokenAttributes
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BearerToken { get; init; }
}

using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Gcore;

/// <summary>The body of every refusal.</summary>
internal sealed record GcoreError(string ExceptionClass, string Message, string RequestId)
{
    /// <summary>The message again: clients of the product's DNS read it here.</summary>
    public string Error => Message;

    /// <summary>The usage of the quota; null: not a quota error.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GcoreQuota? Info { get; init; }
}

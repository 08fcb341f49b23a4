using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Gcore;

/// <summary>The body of every refusal.</summary>
internal sealed record GcoreError(string ExceptionClass, string Message, string RequestId)
{
    /// <summary>The message once more: clients of the product's DNS look for it here.</summary>
    public string Error => Message;

    /// <summary>How far a quota is used up; null: it is not about one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GcoreQuota? Info { get; init; }
}

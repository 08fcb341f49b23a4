using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Gcore;

/// <summary>
/// A token in Gcore's format; times are RFC 3339 in UTC. The last use of an unused token is an empty string, since clients
/// expect a string.
/// </summary>
internal sealed record GcoreToken(
    long Id, string Name, string Description, string? ExpDate, bool Expired, bool Deleted, string Created, string LastUsage, GcoreClientUser ClientUser)
{
    /// <summary>The value, only in the response that shows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    /// <summary>Without the value, to keep it out of logs.</summary>
    public override string ToString() => $"token {Id}";
}

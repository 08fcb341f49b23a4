using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Gcore;

/// <summary>A token as Gcore shows it; times are RFC 3339 in UTC, and the last use of one that was never used is empty, since clients read a text.</summary>
internal sealed record GcoreToken(
    long Id, string Name, string Description, string? ExpDate, bool Expired, bool Deleted, string Created, string LastUsage, GcoreClientUser ClientUser)
{
    /// <summary>The value, in the one answer that shows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    /// <summary>Without the value, so that no log gets it by accident.</summary>
    public override string ToString() => $"token {Id}";
}

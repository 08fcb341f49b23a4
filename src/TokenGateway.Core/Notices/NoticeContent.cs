using System.Text.Json.Serialization;

namespace TokenGateway.Core.Notices;

/// <summary>The content of a notice, for webhooks and mails. Never anything that authenticates.</summary>
public sealed record NoticeContent
{
    public const int MaxAlsoDeactivated = 100;

    /// <summary>The same at every delivery attempt, and unique to this notice: receivers detect duplicates by it.</summary>
    public required string Id { get; init; }

    /// <summary>A name from <see cref="NoticeTypes.NameOf"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened; for an upcoming expiry, when it was detected.</summary>
    public required DateTimeOffset At { get; init; }

    public required NoticeToken Token { get; init; }

    /// <summary>
    /// For a leak: the tokens that the leaked one created, which were deactivated with it, at most
    /// <see cref="MaxAlsoDeactivated"/>; null: none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NoticeToken>? AlsoDeactivated { get; init; }

    /// <summary>The actor: <c>user:ID</c>, <c>token:ID</c>, <c>cli:NAME</c>; not for an upcoming expiry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actor { get; init; }

    /// <summary>The actor's address, if known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>For a deactivated or deleted token: the actor's reason; null for the other types.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

using System.Text.Json.Serialization;

namespace TokenGateway.Core.Notices;

/// <summary>What a notice says, as webhooks receive it and mails are written from it. Never anything that authenticates.</summary>
public sealed record NoticeContent
{
    public const int MaxAlsoDeactivated = 100;

    /// <summary>The same at every attempt to deliver it, and of no other notice: by it receivers tell a repetition.</summary>
    public required string Id { get; init; }

    /// <summary>As <see cref="NoticeTypes.NameOf"/> says.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened; for an end that comes, when that was noticed.</summary>
    public required DateTimeOffset At { get; init; }

    public required NoticeToken Token { get; init; }

    /// <summary>
    /// Of a leak: the tokens that the leaked one made, which were switched off with it, at most
    /// <see cref="MaxAlsoDeactivated"/> of them; null: none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NoticeToken>? AlsoDeactivated { get; init; }

    /// <summary>Who did it: <c>user:ID</c>, <c>token:ID</c>, <c>cli:NAME</c>; not for an end that comes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actor { get; init; }

    /// <summary>From where, where that is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>Of a token that somebody switched off or deleted: why, in their words; null for the other types.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

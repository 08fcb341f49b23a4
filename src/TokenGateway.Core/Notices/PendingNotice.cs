namespace TokenGateway.Core.Notices;

/// <summary>A notice that was leased for sending.</summary>
/// <param name="Number">The row number.</param>
/// <param name="Way">The channel.</param>
/// <param name="Recipient">The e-mail address; null for webhooks.</param>
/// <param name="Content">The content.</param>
/// <param name="Attempt">The number of this attempt, from 1; also proves that no other process has leased it since.</param>
/// <param name="CreatedAt">When it was planned.</param>
public sealed record PendingNotice(
    long Number, NoticeChannelKind Way, string? Recipient, NoticeContent Content, int Attempt, DateTimeOffset CreatedAt);

namespace TokenGateway.Core.Notices;

/// <summary>A notice that was taken to be sent.</summary>
/// <param name="Number">The row's.</param>
/// <param name="Way">By which way.</param>
/// <param name="Recipient">The e-mail address; null for webhooks.</param>
/// <param name="Content">What it says.</param>
/// <param name="Attempt">The how manieth attempt this is, from 1; also proves that nobody else has taken it since.</param>
/// <param name="CreatedAt">When it was planned.</param>
public sealed record PendingNotice(
    long Number, NoticeChannelKind Way, string? Recipient, NoticeContent Content, int Attempt, DateTimeOffset CreatedAt);

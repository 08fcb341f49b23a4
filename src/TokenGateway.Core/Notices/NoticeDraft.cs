namespace TokenGateway.Core.Notices;

/// <summary>A notice to send once.</summary>
/// <param name="Key">Identifies event, recipient and channel: a second draft with the same key is a duplicate.</param>
/// <param name="Way">The channel.</param>
/// <param name="Recipient">The e-mail address; null for webhooks.</param>
/// <param name="Content">The content.</param>
public sealed record NoticeDraft(string Key, NoticeChannelKind Way, string? Recipient, NoticeContent Content);

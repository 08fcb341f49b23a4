namespace TokenGateway.Core.Notices;

/// <summary>A notice that is to be sent, once.</summary>
/// <param name="Key">What is told to whom by which way: a second draft of the same key is nothing new.</param>
/// <param name="Way">By which way.</param>
/// <param name="Recipient">The e-mail address; null for webhooks.</param>
/// <param name="Content">What it says.</param>
public sealed record NoticeDraft(string Key, NoticeChannelKind Way, string? Recipient, NoticeContent Content);

namespace TokenGateway.Core.Notices;

/// <summary>The kind of a notice's channel. The names are stored.</summary>
public enum NoticeChannelKind
{
    Mail,
    Webhook,
}

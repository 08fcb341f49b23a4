namespace TokenGateway.Core.Notices;

/// <summary>By which way a notice goes. The names are stored.</summary>
public enum NoticeChannelKind
{
    Mail,
    Webhook,
}

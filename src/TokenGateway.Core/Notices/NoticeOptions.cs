using System.Collections.Immutable;

namespace TokenGateway.Core.Notices;

/// <summary>Who is notified of what, and through which channels, from the <c>Notices</c> section.</summary>
public sealed class NoticeOptions
{
    /// <summary>How long before its expiry a token's owner is notified, longest first. Default 30, 7 and 1 days.</summary>
    public ImmutableArray<TimeSpan> LeadTimes { get; init; } = [TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(1)];

    /// <summary>Whether callers who manage everyone's tokens get the same mails. Default false.</summary>
    public bool ToAdministrators { get; init; }

    /// <summary>Null (default): no mail.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Null (default): no webhook.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>Whether responses contain the expiry of a token in its last 30 days. Default true.</summary>
    public bool ExpiresHeader { get; init; } = true;

    /// <summary>Whether any channel is configured.</summary>
    public bool IsOn => Smtp is not null || Webhook is not null;

    internal bool Has(NoticeChannelKind way) => way == NoticeChannelKind.Mail ? Smtp is not null : Webhook is not null;
}

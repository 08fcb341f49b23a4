using System.Collections.Immutable;

namespace TokenGateway.Core.Notices;

/// <summary>Who is told what and by which ways, from the <c>Notices</c> section.</summary>
public sealed class NoticeOptions
{
    /// <summary>How long before its end a token's owner is told, the longest first. Default 30, 7 and 1 days.</summary>
    public ImmutableArray<TimeSpan> LeadTimes { get; init; } = [TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(1)];

    /// <summary>Whether whoever manages everyone's tokens gets the same mails. Default false.</summary>
    public bool ToAdministrators { get; init; }

    /// <summary>Null (default): no mails.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Null (default): no webhook.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>Whether responses tell the end of a token in its last 30 days. Default true.</summary>
    public bool ExpiresHeader { get; init; } = true;

    /// <summary>Whether anybody is told anything.</summary>
    public bool IsOn => Smtp is not null || Webhook is not null;

    public bool Has(NoticeChannelKind way) => way == NoticeChannelKind.Mail ? Smtp is not null : Webhook is not null;
}

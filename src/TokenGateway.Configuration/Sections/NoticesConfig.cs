namespace TokenGateway.Configuration.Sections;

/// <summary>Who is told what about tokens, and by which ways.</summary>
public sealed record NoticesConfig
{
    public required string Path { get; init; }

    public required IReadOnlyList<TimeSpan> LeadTimes { get; init; }

    public required bool ToAdministrators { get; init; }

    public required bool ExpiresHeader { get; init; }

    public required SmtpConfig Smtp { get; init; }

    public required WebhookConfig Webhook { get; init; }
}

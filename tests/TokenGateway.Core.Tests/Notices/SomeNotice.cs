using TokenGateway.Core.Notices;

namespace TokenGateway.Core.Tests.Notices;

/// <summary>Notices and options that tests do not care about the details of.</summary>
internal static class SomeNotice
{
    public static NoticeOptions Options { get; } = new()
    {
        Smtp = new SmtpOptions("mail.example.com", "tokens@example.com"),
        Webhook = new WebhookOptions(new Uri("https://example.com/hook"), [.. new byte[32]]),
    };

    public static NoticeOptions Off { get; } = new();

    public static NoticeContent Content(NoticeType type = NoticeType.Created, long token = 7) => new()
    {
        Id = "0123",
        Type = NoticeTypes.NameOf(type),
        At = The.Start,
        Token = new NoticeToken { Id = $"{token}", Name = "ci", Owner = "alice", Realm = "default", Hint = "tgw_7_...9fK2", ExpiresAt = null },
    };

    public static PendingNotice Pending(int attempt = 1, NoticeType type = NoticeType.Created) =>
        new(1, NoticeChannelKind.Mail, "alice@example.com", Content(type), attempt, The.Start);
}

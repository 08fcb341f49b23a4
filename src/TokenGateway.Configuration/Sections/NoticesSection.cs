using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Notices;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Notices</c>.</summary>
internal static class NoticesSection
{
    public const string Key = "Notices";

    private const string Smtp = "Smtp";

    private const string Webhook = "Webhook";

    private static readonly TextShape Nothing = new() { Nullable = true };

    private static readonly TextShape Secret = new() { Nullable = true, Secret = true };

    private static readonly TextShape Address = new()
    {
        What = "an e-mail address",
        Pattern = @"[^\s@,;<>()""]+@[^\s@,;<>()""]+",
        Hint = "for example tokens@example.com",
        Nullable = true,
    };

    private static readonly ObjectShape SmtpShape = new(
        new("Host", Nothing, "The server that takes mails; null: no mails.", "null"),
        new("Port", new IntegerShape(1, 65535), "Its port; 465: the connection is encrypted from its first byte (implicit TLS).", "587"),
        new("StartTls", new BooleanShape(), "true: nothing is sent before STARTTLS has encrypted the connection. Without effect on port 465.", "true"),
        new("From", Address, "The sender's address.", "null"),
        new("User", Nothing, "The account at the mail server; null: none.", "null"),
        new("Password", Secret, "The password itself."),
        new("PasswordFile", Nothing, "A file that holds the password.", "null"));

    private static readonly ObjectShape WebhookShape = new(
        new("Url", Nothing, "Where notices are posted to, https; null: nowhere.", "null"),
        new("Secret", Secret, "What signs them, at least 32 bytes."),
        new("SecretFile", Nothing, "A file that holds the secret.", "null"),
        new("DangerousAllowPrivate", new BooleanShape(), "true: also to addresses that are not public, and without TLS to this machine.", "false"));

    public static readonly ObjectShape Shape = new(
        new("LeadTimes", new ListShape(new DurationShape("1h", "365d")) { MayBeEmpty = true }, "How long before its end a token's owner is told.", """["30d", "7d", "1d"]"""),
        new("ToAdministrators", new BooleanShape(), "true: those who manage everyone's tokens get the same mails.", "false"),
        new("ExpiresHeader", new BooleanShape(), "Whether answers say X-Token-Expires-At in a token's last 30 days.", "true"),
        new(Smtp, SmtpShape, "The server that takes mails."),
        new(Webhook, WebhookShape, "A receiver of signed posts."));

    public static NoticesConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new NoticesConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            LeadTimes = node.Texts("LeadTimes") is { } written ? [.. written.Select(Duration)] : [TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(1)],
            ToAdministrators = node.Boolean("ToAdministrators"),
            ExpiresHeader = node.Boolean("ExpiresHeader", true),
            Smtp = ReadSmtp(node?[Smtp]),
            Webhook = ReadWebhook(node?[Webhook]),
        };
    }

    /// <summary>The rules that join several keys.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var notices = Read(gateway);
        if (errors.AnyUnder(notices.Path))
            return;
        CheckSmtp(notices.Smtp, errors);
        CheckWebhook(notices.Webhook, errors);
    }

    private static void CheckSmtp(SmtpConfig smtp, ConfigErrors errors)
    {
        if (smtp.Host is not null && smtp.From is null)
            errors.Add(smtp.Path, "\"From\" is missing, the sender's address");
        if (smtp.Password is not null && smtp.PasswordFile is not null)
            errors.Add(smtp.Path, "only one of \"Password\" and \"PasswordFile\" may be there");
        if (smtp.User is null != (smtp.Password is null && smtp.PasswordFile is null))
            errors.Add(smtp.Path, "\"User\" and a password (\"Password\" or \"PasswordFile\") go together");
        if (smtp.User is not null && SmtpOptions.EncryptionFor(smtp.Port, smtp.StartTls) == SmtpEncryption.None && !IsLoopback(smtp.Host))
            errors.Add(ConfigPath.Join(smtp.Path, "StartTls"), "a password does not travel unencrypted to another machine");
    }

    private static void CheckWebhook(WebhookConfig webhook, ConfigErrors errors)
    {
        if (webhook.Url is null)
            return;
        if (FaultOf(webhook) is { } fault)
            errors.Add(ConfigPath.Join(webhook.Path, "Url"), fault);
        if (webhook.Secret is null == webhook.SecretFile is null)
            errors.Add(webhook.Path, "exactly one of \"Secret\" and \"SecretFile\" is needed");
    }

    private static string? FaultOf(WebhookConfig webhook)
    {
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            return "an address is expected, for example https://example.com/hooks/tokens";
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return "an address without user name, password and # is expected";
        if (url.Scheme == "https" || (webhook.DangerousAllowPrivate && url.IsLoopback))
            return null;
        return "https is needed; plain http goes to this machine only, with \"DangerousAllowPrivate\": true";
    }

    private static bool IsLoopback(string? host) =>
        Uri.TryCreate($"smtp://{host}", UriKind.Absolute, out var url) && url.IsLoopback;

    private static TimeSpan Duration(string text) => Durations.TryParse(text, out var value) ? value : default;

    private static SmtpConfig ReadSmtp(ConfigNode? node) => new()
    {
        Path = $"{ConfigPath.Gateway}:{Key}:{Smtp}",
        Host = node.Text("Host"),
        Port = node.Integer("Port") ?? 587,
        StartTls = node.Boolean("StartTls", true),
        From = node.Text("From"),
        User = node.Text("User"),
        Password = node.Text("Password"),
        PasswordFile = node.Text("PasswordFile"),
    };

    private static WebhookConfig ReadWebhook(ConfigNode? node) => new()
    {
        Path = $"{ConfigPath.Gateway}:{Key}:{Webhook}",
        Url = node.Text("Url"),
        Secret = node.Text("Secret"),
        SecretFile = node.Text("SecretFile"),
        DangerousAllowPrivate = node.Boolean("DangerousAllowPrivate"),
    };
}

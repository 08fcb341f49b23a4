using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Times;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Notices</c>: who is notified of what about tokens, and through which channels.</summary>
internal sealed class NoticesConfig(ConfigNode? node)
{
    public const string Section = "Notices";

    private static readonly KeyList Keys = new();

    private static readonly Key<IReadOnlyList<string>> LeadTimesKey = Keys.Add<IReadOnlyList<string>>(
        "LeadTimes", new ListShape(new DurationShape("1h", "365d")) { MayBeEmpty = true }, "How long before its expiry a token's owner is notified.", """["30d", "7d", "1d"]""");

    private static readonly Key<bool> ToAdministratorsKey =
        Keys.Add<bool>("ToAdministrators", new BooleanShape(), "true: those who manage everyone's tokens get the same mails.", "false");

    private static readonly Key<bool> ExpiresHeaderKey =
        Keys.Add<bool>("ExpiresHeader", new BooleanShape(), "Whether responses have X-Token-Expires-At in a token's last 30 days.", "true");

    public static readonly ObjectShape Shape = CreateShape();

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, Section);

    public IReadOnlyList<TimeSpan> LeadTimes { get; } = [.. LeadTimesKey.In(node).Select(text => DurationText.TryParse(text, out var value) ? value : default)];

    public bool ToAdministrators { get; } = ToAdministratorsKey.In(node);

    public bool ExpiresHeader { get; } = ExpiresHeaderKey.In(node);

    public SmtpConfig Smtp { get; } = new(node?[SmtpConfig.Section]);

    public WebhookConfig Webhook { get; } = new(node?[WebhookConfig.Section]);

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var notices = new NoticesConfig(gateway?[Section]);
        if (errors.AnyUnder(notices.Path))
            return;
        SmtpConfig.Check(notices.Smtp, errors);
        WebhookConfig.Check(notices.Webhook, errors);
    }

    private static ObjectShape CreateShape()
    {
        Keys.Add(SmtpConfig.Section, SmtpConfig.Shape, "The mail server.");
        Keys.Add(WebhookConfig.Section, WebhookConfig.Shape, "A receiver of signed posts.");
        return Keys.Shape;
    }
}

using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Notices:Webhook</c>: the receiver of notices.</summary>
internal sealed class WebhookConfig(ConfigNode? node)
{
    public const string Section = "Webhook";

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> UrlKey = Keys.Add<string?>("Url", Texts.OrNull with { ShownAs = SecretMask.OfAddress }, "The URL that notices are posted to, https; null: none.", "null");

    private static readonly Key<string?> SecretKey = Keys.Add<string?>("Secret", Texts.OrNull with { Secret = true }, "The signing key, at least 32 bytes.");

    private static readonly Key<string?> SecretFileKey = Keys.Add<string?>("SecretFile", Texts.OrNull, "A file that holds the secret.", "null");

    private static readonly Key<bool> DangerousAllowPrivateKey = Keys.Add<bool>(
        "DangerousAllowPrivate", new BooleanShape(), "true: allows addresses that are not public, and this machine without TLS.", "false");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, NoticesConfig.Section, Section);

    /// <summary>Null: no webhook. Its path and query may be a secret.</summary>
    public string? Url { get; } = UrlKey.In(node);

    /// <summary>A secret: never logged.</summary>
    public string? Secret { get; } = SecretKey.In(node);

    /// <summary>A file with the secret, relative to the folder of the configuration file.</summary>
    public string? SecretFile { get; } = SecretFileKey.In(node);

    public bool DangerousAllowPrivate { get; } = DangerousAllowPrivateKey.In(node);

    public static void Check(WebhookConfig webhook, ConfigErrors errors)
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
}

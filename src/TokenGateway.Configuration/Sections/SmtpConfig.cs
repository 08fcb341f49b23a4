using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Notices;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Notices:Smtp</c>: the mail server.</summary>
internal sealed class SmtpConfig(ConfigNode? node)
{
    public const string Section = "Smtp";

    private static readonly TextShape Address = new()
    {
        What = "an e-mail address",
        Pattern = Patterns.MailAddress,
        Hint = "for example tokens@example.com",
        Nullable = true,
    };

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> HostKey = Keys.Add<string?>("Host", Texts.OrNull, "The host name of the mail server; null: no mail.", "null");

    private static readonly Key<int> PortKey =
        Keys.Add<int>("Port", new IntegerShape(1, 65535), "Its port; 465: the connection is encrypted from its first byte (implicit TLS).", "587");

    private static readonly Key<bool> StartTlsKey = Keys.Add<bool>(
        "StartTls", new BooleanShape(), "true: nothing is sent before STARTTLS has encrypted the connection. Without effect on port 465.", "true");

    private static readonly Key<string?> FromKey = Keys.Add<string?>("From", Address, "The sender's address.", "null");

    private static readonly Key<string?> UserKey = Keys.Add<string?>("User", Texts.OrNull, "The account at the mail server; null: none.", "null");

    private static readonly Key<string?> PasswordKey = Keys.Add<string?>("Password", Texts.OrNull with { Secret = true }, "The password itself.");

    private static readonly Key<string?> PasswordFileKey = Keys.Add<string?>("PasswordFile", Texts.OrNull, "A file that holds the password.", "null");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, NoticesConfig.Section, Section);

    /// <summary>Null: no mail.</summary>
    public string? Host { get; } = HostKey.In(node);

    public int Port { get; } = PortKey.In(node);

    public bool StartTls { get; } = StartTlsKey.In(node);

    public string? From { get; } = FromKey.In(node);

    public string? User { get; } = UserKey.In(node);

    /// <summary>A secret: never logged.</summary>
    public string? Password { get; } = PasswordKey.In(node);

    /// <summary>A file with the password, relative to the folder of the configuration file.</summary>
    public string? PasswordFile { get; } = PasswordFileKey.In(node);

    public static void Check(SmtpConfig smtp, ConfigErrors errors)
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

    private static bool IsLoopback(string? host) =>
        Uri.TryCreate($"smtp://{host}", UriKind.Absolute, out var url) && url.IsLoopback;
}

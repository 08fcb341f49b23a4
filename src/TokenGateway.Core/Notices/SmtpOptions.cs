namespace TokenGateway.Core.Notices;

/// <summary>The mail server. Not a record: a generated <c>ToString</c> would print the password.</summary>
/// <param name="host">Its name or address.</param>
/// <param name="from">The sender's address.</param>
public sealed class SmtpOptions(string host, string from)
{
    /// <summary>The registered port for implicit TLS (RFC 8314, 7.3): no server begins with plain text there.</summary>
    internal const int ImplicitTlsPort = 465;

    public string Host { get; } = host;

    public string From { get; } = from;

    /// <summary>Default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Default STARTTLS.</summary>
    public SmtpEncryption Encryption { get; init; } = SmtpEncryption.StartTls;

    /// <summary>Null: without authentication.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The encryption for a port and the key <c>StartTls</c>.</summary>
    public static SmtpEncryption EncryptionFor(int port, bool startTls) =>
        port == ImplicitTlsPort ? SmtpEncryption.Implicit
        : startTls ? SmtpEncryption.StartTls
        : SmtpEncryption.None;
}

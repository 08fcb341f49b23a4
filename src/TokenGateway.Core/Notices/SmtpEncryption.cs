namespace TokenGateway.Core.Notices;

/// <summary>How a connection to a mail server is encrypted.</summary>
public enum SmtpEncryption
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By STARTTLS, before anything else; a server that does not offer it gets nothing.</summary>
    StartTls = 1,

    /// <summary>From the first byte (RFC 8314, 3.3).</summary>
    Implicit = 2,
}

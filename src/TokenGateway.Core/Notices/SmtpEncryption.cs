namespace TokenGateway.Core.Notices;

/// <summary>The encryption of connections to a mail server.</summary>
public enum SmtpEncryption
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>STARTTLS, before anything else; nothing is sent to a server without it.</summary>
    StartTls = 1,

    /// <summary>From the first byte (RFC 8314, 3.3).</summary>
    Implicit = 2,
}

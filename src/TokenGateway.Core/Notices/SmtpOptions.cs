namespace TokenGateway.Core.Notices;

/// <summary>The server that takes mails. No record: a generated <c>ToString</c> would print the password.</summary>
/// <param name="host">Its name or address.</param>
/// <param name="from">The sender's address.</param>
public sealed class SmtpOptions(string host, string from)
{
    public string Host { get; } = host;

    public string From { get; } = from;

    /// <summary>Default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the connection must be encrypted by STARTTLS; a server without it gets nothing. Default true.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>Null: without signing in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }
}

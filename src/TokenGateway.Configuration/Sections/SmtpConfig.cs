namespace TokenGateway.Configuration.Sections;

/// <summary>The server that takes mails.</summary>
public sealed record SmtpConfig
{
    public required string Path { get; init; }

    /// <summary>Null: no mails.</summary>
    public required string? Host { get; init; }

    public required int Port { get; init; }

    public required bool StartTls { get; init; }

    public required string? From { get; init; }

    public required string? User { get; init; }

    /// <summary>A secret: never logged.</summary>
    public required string? Password { get; init; }

    /// <summary>A file that holds the password; relative to the folder of the configuration file.</summary>
    public required string? PasswordFile { get; init; }

    // The generated text of a record would show the secret.
    public override string ToString() => $"{nameof(SmtpConfig)} {{ {nameof(Host)} = {Host} }}";
}

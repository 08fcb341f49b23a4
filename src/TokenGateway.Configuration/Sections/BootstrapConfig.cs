namespace TokenGateway.Configuration.Sections;

/// <summary>The first administrator, declared by the file.</summary>
public sealed record BootstrapConfig
{
    public required string Path { get; init; }

    /// <summary>Null: there is none.</summary>
    public required string? User { get; init; }

    public required string? Role { get; init; }

    /// <summary>SHA-256 of the exact bytes of the token's value: 64 hexadecimal digits in lower case. Null: none, or in a file.</summary>
    public required string? TokenSha256 { get; init; }

    /// <summary>A file that holds the token's value; relative to the folder of the configuration file.</summary>
    public required string? TokenFile { get; init; }

    /// <summary>A file that holds the password; relative to the folder of the configuration file.</summary>
    public required string? PasswordFile { get; init; }
}

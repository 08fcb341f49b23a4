namespace TokenGateway.Configuration.Sections;

/// <summary>A header by which the gateway itself signs in at the upstream. Exactly one of the two values is set.</summary>
public sealed record UpstreamCredentialConfig
{
    public required string Path { get; init; }

    public required string Header { get; init; }

    /// <summary>A secret: never logged.</summary>
    public required string? Value { get; init; }

    /// <summary>A file that holds the value; relative to the folder of the configuration file.</summary>
    public required string? ValueFile { get; init; }

    // The generated text of a record would show the secret.
    public override string ToString() => $"{nameof(UpstreamCredentialConfig)} {{ {nameof(Header)} = {Header} }}";
}

namespace TokenGateway.Configuration.Sections;

/// <summary>One key of the pepper. Exactly one of the two values is set.</summary>
public sealed record PepperKeyConfig
{
    public required string Path { get; init; }

    /// <summary>Stored beside the digests made with it.</summary>
    public required string Id { get; init; }

    /// <summary>A secret: never logged.</summary>
    public required string? Key { get; init; }

    /// <summary>A file that holds the key; relative to the folder of the configuration file.</summary>
    public required string? KeyFile { get; init; }

    // The generated text of a record would show the secret.
    public override string ToString() => $"{nameof(PepperKeyConfig)} {{ {nameof(Id)} = {Id} }}";
}

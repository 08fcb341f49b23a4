namespace TokenGateway.Configuration.Sections;

/// <summary>How long records of the audit log are kept, and what seals them. At most one of the two keys is set.</summary>
public sealed record AuditConfig
{
    public required string Path { get; init; }

    /// <summary>Null: for ever.</summary>
    public required TimeSpan? Retention { get; init; }

    /// <summary>A secret: never logged. Null, as <see cref="KeyFile"/> is: the file <c>audit.key</c> beside the store.</summary>
    public required string? Key { get; init; }

    /// <summary>A file that holds the key; relative to the folder of the configuration file.</summary>
    public required string? KeyFile { get; init; }

    // The generated text of a record would show the secret.
    public override string ToString() => $"{nameof(AuditConfig)} {{ {nameof(Retention)} = {Retention} }}";
}

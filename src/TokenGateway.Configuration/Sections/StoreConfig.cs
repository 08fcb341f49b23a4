namespace TokenGateway.Configuration.Sections;

/// <summary>Where users and tokens are stored.</summary>
public sealed record StoreConfig
{
    public required string Path { get; init; }

    public required StoreProvider Provider { get; init; }

    /// <summary>May hold a password: never logged. Relative paths are relative to the folder of the file.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>How long cached tokens go on when the store does not answer, from its last answer.</summary>
    public required TimeSpan OutageGrace { get; init; }

    // The generated text of a record would show the password.
    public override string ToString() => $"{nameof(StoreConfig)} {{ {nameof(Provider)} = {Provider} }}";
}

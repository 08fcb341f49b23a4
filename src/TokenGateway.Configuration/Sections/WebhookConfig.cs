namespace TokenGateway.Configuration.Sections;

/// <summary>Where notices are posted to.</summary>
public sealed record WebhookConfig
{
    public required string Path { get; init; }

    /// <summary>Null: no webhook. Its path and query may be a secret.</summary>
    public required string? Url { get; init; }

    /// <summary>A secret: never logged.</summary>
    public required string? Secret { get; init; }

    /// <summary>A file that holds the secret; relative to the folder of the configuration file.</summary>
    public required string? SecretFile { get; init; }

    public required bool DangerousAllowPrivate { get; init; }

    // The generated text of a record would show the secret, and the address may hold another one.
    public override string ToString() => $"{nameof(WebhookConfig)} {{ {nameof(Url)} = {(Url is null ? null : SecretMask.OfAddress(Url))} }}";
}

namespace TokenGateway.Configuration.Sections;

/// <summary>A token that the file declares; its id is <c>static:</c> and the name.</summary>
public sealed record StaticTokenConfig
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    /// <summary>The id of its owner.</summary>
    public required string User { get; init; }

    /// <summary>SHA-256 of the exact bytes of the value: 64 hexadecimal digits in lower case.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Null: the owner's highest.</summary>
    public required string? Role { get; init; }

    /// <summary>Null: all that the role has.</summary>
    public required IReadOnlyList<string>? Permissions { get; init; }

    public required string Realm { get; init; }

    /// <summary>Null: it does not end.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
}

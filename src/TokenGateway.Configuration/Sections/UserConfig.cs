namespace TokenGateway.Configuration.Sections;

/// <summary>A user that the file declares.</summary>
public sealed record UserConfig
{
    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string? Email { get; init; }

    public required string? Name { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>At least one; <c>*</c>: all. Null: the default one.</summary>
    public IReadOnlyList<string>? Realms { get; init; }
}

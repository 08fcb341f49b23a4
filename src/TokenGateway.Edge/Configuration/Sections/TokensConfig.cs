namespace TokenGateway.Edge.Configuration.Sections;

/// <summary>What holds for all tokens of the store.</summary>
public sealed record TokensConfig
{
    public required string Path { get; init; }

    /// <summary>False: nobody creates tokens, and none authenticates.</summary>
    public required bool Enabled { get; init; }

    public required string Prefix { get; init; }

    /// <summary>Null: as many as the owner likes.</summary>
    public required int? MaxPerUser { get; init; }

    /// <summary>Per realm; null: no limit.</summary>
    public required int? MaxTotal { get; init; }

    /// <summary>Null: no limit.</summary>
    public required TimeSpan? MaxLifetime { get; init; }

    public required bool AllowNonExpiring { get; init; }
}

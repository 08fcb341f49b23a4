using TokenGateway.Core.Tokens;

namespace TokenGateway.Configuration.Sections;

/// <summary>What holds for all tokens of the store.</summary>
public sealed record TokensConfig
{
    public required string Path { get; init; }

    /// <summary>False: no token can be created, and none is accepted.</summary>
    public bool Enabled { get; init; } = true;

    public string Prefix { get; init; } = "tgw";

    /// <summary>Null: as many as the owner likes.</summary>
    public int? MaxPerUser { get; init; } = 50;

    /// <summary>Per realm; null: no limit.</summary>
    public int? MaxTotal { get; init; }

    /// <summary>Null: no limit.</summary>
    public TimeSpan? MaxLifetime { get; init; }

    public bool AllowNonExpiring { get; init; } = true;

    public TokenCreators Creators { get; init; }

    public TokenOwnerRights OwnersMay { get; init; } = TokenOwnerRights.All;

    public CreateForOthers CreateForOthers { get; init; }

    public DefaultManages DefaultManages { get; init; }

    /// <summary>Values are kept, encrypted, so that owners can see them again.</summary>
    public bool Recoverable { get; init; }

    /// <summary>The keys themselves; never from the file.</summary>
    public string? RecoveryKey { get; init; }

    /// <summary>A file that holds them.</summary>
    public string? RecoveryKeyFile { get; init; }

    /// <summary>How long a deleted token is listed as deleted.</summary>
    public TimeSpan KeepDeleted { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The keys that digests are kept under, the first for new ones; empty: none.</summary>
    public IReadOnlyList<PepperKeyConfig> Pepper { get; init; } = [];

    /// <summary>Values that are kept without a pepper are refused.</summary>
    public bool PepperRequired { get; init; }
}

namespace TokenGateway.Core.Tokens;

/// <summary>What tokens may be, from the <c>Tokens</c> section, or from that of a realm.</summary>
public sealed record TokenOptions
{
    /// <summary>False: nobody creates a token and none authenticates. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Default <c>tgw</c>.</summary>
    public string Prefix { get; init; } = "tgw";

    /// <summary>Live tokens of one owner; null: no limit. Default 50.</summary>
    public int? MaxPerUser { get; init; } = 50;

    /// <summary>Whether <see cref="MaxPerUser"/> counts the owner's tokens of the realm alone, because the realm says it. Default false.</summary>
    public bool CountsInRealm { get; init; }

    /// <summary>Live tokens in one realm; null (default): no limit.</summary>
    public int? MaxTotal { get; init; }

    /// <summary>The longest life of a new token; null (default): no limit.</summary>
    public TimeSpan? MaxLifetime { get; init; }

    /// <summary>Whether a token may be without an end. Default true.</summary>
    public bool AllowNonExpiring { get; init; } = true;

    /// <summary>Who may make tokens. Default everyone.</summary>
    public TokenCreators Creators { get; init; } = TokenCreators.Everyone;

    /// <summary>What owners may do with their own. Default all.</summary>
    public TokenOwnerRights OwnersMay { get; init; } = TokenOwnerRights.All;

    /// <summary>Who may make tokens for others. Default administrators.</summary>
    public CreateForOthers CreateForOthers { get; init; } = CreateForOthers.Administrators;

    /// <summary>The management rights of a new token by default. Default nothing.</summary>
    public DefaultManages DefaultManages { get; init; } = DefaultManages.None;

    /// <summary>Whether a token made by a token may outlive it; only some dialects say so. Default false.</summary>
    public bool MayOutliveCreator { get; init; }

    /// <summary>How long a deleted token stays as a tombstone. Default 90 days.</summary>
    public TimeSpan KeepDeleted { get; init; } = TimeSpan.FromDays(90);
}

namespace TokenGateway.Core.Tokens;

/// <summary>Options of tokens, from the <c>Tokens</c> section, or from that of a realm.</summary>
public sealed record TokenOptions
{
    /// <summary>False: no token can be created and none authenticates. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Default <c>tgw</c>.</summary>
    public string Prefix { get; init; } = "tgw";

    /// <summary>The maximum number of live tokens per owner; null: no limit. Default 50.</summary>
    public int? MaxPerUser { get; init; } = 50;

    /// <summary>
    /// Whether <see cref="MaxPerUser"/> counts only the owner's tokens in the realm, because the realm sets it. Default
    /// false.
    /// </summary>
    public bool CountsInRealm { get; init; }

    /// <summary>The maximum number of live tokens in one realm; null (default): no limit.</summary>
    public int? MaxTotal { get; init; }

    /// <summary>The maximum lifetime of a new token; null (default): no limit.</summary>
    public TimeSpan? MaxLifetime { get; init; }

    /// <summary>Whether a token may have no expiry. Default true.</summary>
    public bool AllowNonExpiring { get; init; } = true;

    /// <summary>Who may create tokens. Default everyone.</summary>
    public TokenCreators Creators { get; init; } = TokenCreators.Everyone;

    /// <summary>What owners may do with their own tokens. Default all.</summary>
    public TokenOwnerRights OwnersMay { get; init; } = TokenOwnerRights.All;

    /// <summary>Who may create tokens for others. Default administrators.</summary>
    public CreateForOthers CreateForOthers { get; init; } = CreateForOthers.Administrators;

    /// <summary>The default management rights of a new token. Default none.</summary>
    public DefaultManages DefaultManages { get; init; } = DefaultManages.None;

    /// <summary>Whether a token created with another token may outlive it; only some dialects allow it. Default false.</summary>
    public bool MayOutliveCreator { get; init; }

    /// <summary>How long a deleted token remains as a tombstone. Default 90 days.</summary>
    public TimeSpan KeepDeleted { get; init; } = TimeSpan.FromDays(90);
}

namespace TokenGateway.Core.Tokens;

/// <summary>What tokens may be, from the <c>Tokens</c> section.</summary>
public sealed record TokenOptions
{
    /// <summary>False: nobody creates a token and none authenticates. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Default <c>tgw</c>.</summary>
    public string Prefix { get; init; } = "tgw";

    /// <summary>Live tokens of one owner; null: no limit. Default 50.</summary>
    public int? MaxPerUser { get; init; } = 50;

    /// <summary>Live tokens in one realm; null (default): no limit.</summary>
    public int? MaxTotal { get; init; }

    /// <summary>The longest life of a new token; null (default): no limit.</summary>
    public TimeSpan? MaxLifetime { get; init; }

    /// <summary>Whether a token may be without an end. Default true.</summary>
    public bool AllowNonExpiring { get; init; } = true;
}

namespace TokenGateway.Core.Tokens;

/// <summary>Where a token stands in its life.</summary>
public enum TokenState
{
    Active,

    /// <summary>Switched off; can be switched on again.</summary>
    Inactive,

    Expired,

    /// <summary>A tombstone without rights: cannot come back.</summary>
    Deleted,
}

namespace TokenGateway.Core.Tokens;

/// <summary>The state of a token.</summary>
public enum TokenState
{
    Active,

    /// <summary>Deactivated; can be reactivated.</summary>
    Inactive,

    Expired,

    /// <summary>A tombstone without rights: cannot be restored.</summary>
    Deleted,
}

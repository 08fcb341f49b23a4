namespace TokenGateway.Management.Bulk;

/// <summary>The result for one token.</summary>
internal enum BulkOutcome
{
    Done,

    /// <summary>The token was already in that state; nothing was written.</summary>
    AlreadySo,

    /// <summary>A rule does not allow it, or the token no longer exists.</summary>
    Refused,

    /// <summary>The store or the gateway failed; a retry may succeed.</summary>
    Failed,

    /// <summary>The run stopped before this token.</summary>
    NotTried,
}

namespace TokenGateway.Management.Bulk;

/// <summary>What became of one token.</summary>
internal enum BulkOutcome
{
    Done,

    /// <summary>The token was already as it should be; nothing was written.</summary>
    AlreadySo,

    /// <summary>A rule does not allow it, or the token does not exist any more.</summary>
    Refused,

    /// <summary>The store or the gateway failed; it may be tried again.</summary>
    Failed,

    /// <summary>The run stopped before this token.</summary>
    NotTried,
}

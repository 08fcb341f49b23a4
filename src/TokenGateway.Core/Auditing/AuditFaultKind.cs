namespace TokenGateway.Core.Auditing;

/// <summary>How the log was tampered with.</summary>
public enum AuditFaultKind
{
    /// <summary>The record differs from what was sealed, or was never sealed.</summary>
    Edited,

    /// <summary>Records before it are missing.</summary>
    Missing,

    /// <summary>The record was sealed for another position.</summary>
    OutOfOrder,

    /// <summary>The first records are missing, and retention did not remove them.</summary>
    CutOffAtBeginning,

    /// <summary>The newest records, or the signature of the head, are missing.</summary>
    CutOffAtEnd,

    /// <summary>The record is outside the signed range.</summary>
    Inserted,

    /// <summary>The log is older than it once was: it does not contain a head that was logged earlier.</summary>
    RolledBack,

    /// <summary>No record was sealed with this key.</summary>
    AnotherKey,
}

namespace TokenGateway.Core.Auditing;

/// <summary>What was done to the log.</summary>
public enum AuditFaultKind
{
    /// <summary>The record is not what was sealed, or it was never sealed.</summary>
    Edited,

    /// <summary>Records before it are gone.</summary>
    Missing,

    /// <summary>A record that was sealed for another place.</summary>
    OutOfOrder,

    /// <summary>The first records are gone, and retention did not take them.</summary>
    CutOffAtBeginning,

    /// <summary>The newest records are gone, or the signature of the end.</summary>
    CutOffAtEnd,

    /// <summary>It stands outside of the stretch that is signed.</summary>
    Inserted,

    /// <summary>The log is older than it once was: it does not hold what its head in the process's log names.</summary>
    RolledBack,

    /// <summary>Nothing of it was sealed with this key.</summary>
    AnotherKey,
}

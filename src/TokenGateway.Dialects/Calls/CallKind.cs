namespace TokenGateway.Dialects.Calls;

/// <summary>The kind of a management call, for limits.</summary>
public enum CallKind
{
    Read,

    /// <summary>Creates or reactivates something.</summary>
    Write,

    /// <summary>Deletes, deactivates or reduces something: always allowed, never counted.</summary>
    Lower,
}

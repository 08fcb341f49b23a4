namespace TokenGateway.Dialects;

/// <summary>The classification of a presented value by its shape.</summary>
public enum TokenShapeVerdict
{
    /// <summary>Not of our shape: may be an imported value, and is looked up by digest.</summary>
    Foreign,

    /// <summary>Begins like ours but is truncated, altered or mistyped: refused without a lookup.</summary>
    Broken,

    /// <summary>Of our shape with a valid checksum.</summary>
    Ours,
}

namespace TokenGateway.Dialects;

/// <summary>What a presented value is by its looks.</summary>
public enum TokenShapeVerdict
{
    /// <summary>Not of our shape: may be an imported value, is looked up by digest.</summary>
    Foreign,

    /// <summary>Begins like ours but is cut short, altered or mistyped: refused without a look-up.</summary>
    Broken,

    /// <summary>Of our shape with the right checksum.</summary>
    Ours,
}

namespace TokenGateway.Storage.Backends;

/// <summary>How far a copy is.</summary>
/// <param name="Table">Which table it is at.</param>
/// <param name="Done">Rows that are as they are in the source; while both are compared, tables that were.</param>
/// <param name="Total">Of how many.</param>
public sealed record StoreCopyProgress(string Table, long Done, long Total)
{
    /// <summary>Whether both are being compared.</summary>
    public bool IsVerifying { get; init; }
}

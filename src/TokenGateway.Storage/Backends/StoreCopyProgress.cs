namespace TokenGateway.Storage.Backends;

/// <summary>The progress of a copy.</summary>
/// <param name="Table">The current table.</param>
/// <param name="Done">Rows that equal those of the source; during the comparison, compared tables.</param>
/// <param name="Total">The total number.</param>
public sealed record StoreCopyProgress(string Table, long Done, long Total)
{
    /// <summary>Whether source and target are being compared.</summary>
    public bool IsVerifying { get; init; }
}

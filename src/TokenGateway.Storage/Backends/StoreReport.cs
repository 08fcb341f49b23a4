namespace TokenGateway.Storage.Backends;

/// <summary>The result of checking a store.</summary>
/// <param name="Path">The store.</param>
/// <param name="SchemaVersion">The schema version of the store.</param>
/// <param name="KnownVersion">The newest one that this program knows.</param>
/// <param name="Faults">Damage; empty: none.</param>
/// <param name="Warnings">Findings that are not damage but need attention.</param>
public sealed record StoreReport(string Path, int SchemaVersion, int KnownVersion, IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings)
{
    public long Users { get; init; }

    /// <summary>Without deleted ones.</summary>
    public long Tokens { get; init; }
}

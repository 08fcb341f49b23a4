namespace TokenGateway.Storage.Backends;

/// <summary>What looking through a store found.</summary>
/// <param name="Path">The store.</param>
/// <param name="SchemaVersion">That of the store.</param>
/// <param name="KnownVersion">The newest that this program knows.</param>
/// <param name="Faults">Damage; empty: there is none.</param>
/// <param name="Warnings">What is no damage and should be looked at.</param>
public sealed record StoreReport(string Path, int SchemaVersion, int KnownVersion, IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings)
{
    public long Users { get; init; }

    /// <summary>Without deleted ones.</summary>
    public long Tokens { get; init; }
}

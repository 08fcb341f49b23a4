namespace TokenGateway.Core.Storage;

/// <summary>
/// Stores the keys that protect data in browsers, so that every node of a store can read another node's data. They are as
/// secret as the store itself.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public interface IProtectionKeyStore
{
    /// <summary>All keys, as XML.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores a key; replaces one with the same name.</summary>
    ValueTask PutAsync(string name, string xml, CancellationToken cancellationToken);
}

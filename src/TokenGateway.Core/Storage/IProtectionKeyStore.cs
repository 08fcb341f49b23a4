namespace TokenGateway.Core.Storage;

/// <summary>
/// Where the keys lie that protect what a browser keeps for the gateway, so that every node of a store reads what another
/// wrote. They are as secret as the store itself.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IProtectionKeyStore
{
    /// <summary>All keys, as XML.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a key; one of the same name is replaced.</summary>
    ValueTask PutAsync(string name, string xml, CancellationToken cancellationToken);
}

namespace TokenGateway.Storage.Backends;

/// <summary>
/// The store has another schema version than the program. It is not changed: an older program would lose the additions of a
/// newer one, and only commands that announce it migrate an older store.
/// </summary>
public sealed class StoreVersionException : Exception
{
    /// <param name="store">The file or database.</param>
    /// <param name="storeVersion">The schema version that the store has.</param>
    /// <param name="supportedVersion">The newest schema version that this program knows.</param>
    public StoreVersionException(string store, int storeVersion, int supportedVersion)
        : base(storeVersion > supportedVersion
            ? $"The store {store} has schema version {storeVersion}; this program knows versions up to {supportedVersion}. Run the newer program, or restore a copy from before it."
            : $"The store {store} has schema version {storeVersion}, and this program needs version {supportedVersion}. Stop older gateways that use the store, then run `tokengateway store migrate` or start this version's `tokengateway serve`.")
    {
        StoreVersion = storeVersion;
        SupportedVersion = supportedVersion;
    }

    public int StoreVersion { get; }

    public int SupportedVersion { get; }
}

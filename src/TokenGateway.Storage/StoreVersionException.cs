namespace TokenGateway.Storage;

/// <summary>
/// The store was written by a newer version of the program. It is left as it is: an older program would not keep what
/// the newer one added.
/// </summary>
public sealed class StoreVersionException : Exception
{
    /// <param name="store">The file or database.</param>
    /// <param name="storeVersion">The schema version that the store has.</param>
    /// <param name="supportedVersion">The newest schema version that this program knows.</param>
    public StoreVersionException(string store, int storeVersion, int supportedVersion)
        : base($"The store {store} has schema version {storeVersion}; this program knows versions up to {supportedVersion}. "
            + "Run the newer program, or restore a copy from before it.")
    {
        StoreVersion = storeVersion;
        SupportedVersion = supportedVersion;
    }

    public int StoreVersion { get; }

    public int SupportedVersion { get; }
}

using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>All that the contract needs to know of a kind of store. Starts with an empty one.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    public FakeClock Clock { get; } = new();

    /// <summary>How long a reader may take to notice what another process wrote.</summary>
    public abstract TimeSpan PollingInterval { get; }

    /// <summary>Opens the store as one more process would.</summary>
    public abstract OpenedStore Open();

    /// <summary>Leaves the store as after the restore of another store's backup.</summary>
    public abstract Task BecomeAnotherStoreAsync();

    /// <summary>Leaves the change sequence shorter, as after the restore of an older backup.</summary>
    public abstract Task LoseRecentChangesAsync();

    public abstract ValueTask DisposeAsync();
}

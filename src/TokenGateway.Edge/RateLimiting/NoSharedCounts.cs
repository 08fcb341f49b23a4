using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The implementation without shared counters: every node counts on its own.</summary>
internal sealed class NoSharedCounts : ISharedCounts
{
    public bool IsOn => false;

    public int Nodes => 1;

    public ValueTask<SharedCount[]?> TryTakeAsync(ReadOnlyMemory<SharedTake> takes) => new((SharedCount[]?)null);

    public void Charge(string key, SharedLimit limit, long permits, long? at = null)
    {
        // There are no counters to charge.
    }
}

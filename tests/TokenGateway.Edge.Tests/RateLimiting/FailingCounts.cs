using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>Counts of three nodes that never answer, or fail as often as they are told to and grant everything after that.</summary>
internal sealed class FailingCounts(bool answers) : ISharedCounts
{
    public bool IsOn => true;

    public int Nodes => 3;

    /// <summary>The time of its own clock.</summary>
    public long At { get; set; } = 1;

    /// <summary>How many questions fail from now on.</summary>
    public int Failures { get; set; }

    public ValueTask<SharedCount[]?> TryTakeAsync(ReadOnlyMemory<SharedTake> takes)
    {
        if (Failures > 0)
        {
            Failures--;
            throw new InvalidOperationException("A fault.");
        }

        return new(answers ? [.. takes.ToArray().Select(take => new SharedCount(take.Permits, 100, TimeSpan.Zero, TimeSpan.Zero, IsRefused: false, At: At))] : null);
    }

    /// <summary>What was charged, and as of when.</summary>
    public List<(long Permits, long? At)> Charged { get; } = [];

    public void Charge(string key, SharedLimit limit, long permits, long? at = null) => Charged.Add((permits, at));
}

namespace TokenGateway.Core.RateLimiting;

/// <summary>
/// Counts of limits that all nodes share. Answers come within a bounded time, or not at all: what holds then is for the caller
/// to say.
/// </summary>
public interface ISharedCounts
{
    /// <summary>Whether there are any: without them each node counts for itself.</summary>
    bool IsOn { get; }

    /// <summary>The nodes that used these counts lately, this one among them; at least 1. The last known number while there is no answer.</summary>
    int Nodes { get; }

    /// <summary>Takes permits of every count or, where one refuses, of none; in one step that no other node comes between.</summary>
    /// <returns>A count each, in the same order; null: there is no answer, and nothing is taken.</returns>
    ValueTask<SharedCount[]?> TryTakeAsync(ReadOnlyMemory<SharedTake> takes);

    /// <summary>
    /// Takes permits whether they are there or not, such as a cost that became known later, or gives back those of a lease
    /// (below 0). Nothing is reported: without an answer it is lost.
    /// </summary>
    /// <param name="key">Whose count of which limit.</param>
    /// <param name="limit">Its values.</param>
    /// <param name="permits">How many.</param>
    /// <param name="at">When they were taken (<see cref="SharedCount.At"/>), so that they go back where they came from; null: now.</param>
    void Charge(string key, SharedLimit limit, long permits, long? at = null);
}

namespace TokenGateway.Edge.Tests.Intake;

/// <summary>Bytes that a piece of code allocates once it is warm.</summary>
internal static class Allocation
{
    private const int Attempts = 5;
    private const int Rounds = 200;

    /// <summary>
    /// Per call, rounded down: what the runtime itself allocates now and then does not count. A collection on another thread adds
    /// the rest of this thread's allocation context (up to 8 KB) to its count, so the least of several attempts is the figure.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > 0; attempt++)
            least = Math.Min(least, Attempt(action));
        return least;
    }

    private static long Attempt(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}

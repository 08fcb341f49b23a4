namespace TokenGateway.Core.Tests;

internal static class Allocation
{
    private const int Attempts = 5;
    private const int Runs = 10_000;

    /// <summary>
    /// Bytes that this thread allocates in one run, rounded up, once everything is warm: the least of several attempts, since a
    /// collection on another thread adds the rest of this thread's allocation context (up to 8 KB) to its count.
    /// </summary>
    public static long PerRun<T>(Func<T> action)
    {
        _ = Attempt(action);
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > 0; attempt++)
            least = Math.Min(least, Attempt(action));
        return (least + Runs - 1) / Runs;
    }

    private static long Attempt<T>(Func<T> action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
            _ = action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

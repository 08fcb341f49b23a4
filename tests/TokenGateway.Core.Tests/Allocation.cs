namespace TokenGateway.Core.Tests;

internal static class Allocation
{
    private const int Runs = 10_000;

    /// <summary>Bytes that this thread allocates in one run, rounded up, once everything is warm.</summary>
    public static long PerRun<T>(Func<T> action)
    {
        for (var i = 0; i < Runs; i++)
            _ = action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
            _ = action();
        return (GC.GetAllocatedBytesForCurrentThread() - before + Runs - 1) / Runs;
    }
}

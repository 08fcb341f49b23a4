namespace TokenGateway.Edge.Tests.Intake;

/// <summary>Bytes that a piece of code allocates once it is warm.</summary>
internal static class Allocation
{
    private const int Rounds = 200;

    /// <summary>Per call, rounded down: what the runtime itself allocates now and then does not count.</summary>
    public static long Of(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}

namespace TokenGateway.Stress.Identities;

/// <summary>How the requests came out, by caller.</summary>
internal sealed class Tally
{
    private readonly long[] _good = new long[5];
    private long _crossed;
    private long _failed;
    private string? _example;

    /// <summary>Answers that told of another identity, or were meant for another request.</summary>
    public long Crossed => Volatile.Read(ref _crossed);

    /// <summary>Requests without the status that was due.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>One of those that went wrong, as an addition to a sentence; empty if none.</summary>
    public string Example => _example is null ? "" : $", such as {_example}";

    public long Of(int caller) => Volatile.Read(ref _good[caller]);

    public void Count(int caller) => Interlocked.Increment(ref _good[caller]);

    public void Cross(int caller, string how)
    {
        Interlocked.Increment(ref _crossed);
        _example = $"caller {caller}: {how}";
    }

    public void Fail(int caller, string how)
    {
        Interlocked.Increment(ref _failed);
        _example ??= $"caller {caller}: {how}";
    }
}

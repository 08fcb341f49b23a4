using System.Diagnostics;

namespace TokenGateway.Stress.Changes;

/// <summary>When each change was about to be committed, by its number in the sequence.</summary>
internal sealed class CommittedChanges(long most)
{
    private readonly long[] _at = new long[most + 1];

    public void Commit(long last, int count)
    {
        var now = Stopwatch.GetTimestamp();
        for (var seq = last - count + 1; seq <= last && seq < _at.Length; seq++)
            Volatile.Write(ref _at[seq], now);
    }

    /// <summary>Milliseconds since then; null: it is none of these.</summary>
    public double? AgeOf(long seq, long now) =>
        seq > 0 && seq < _at.Length && Volatile.Read(ref _at[seq]) is > 0 and var at ? Stopwatch.GetElapsedTime(at, now).TotalMilliseconds : null;
}

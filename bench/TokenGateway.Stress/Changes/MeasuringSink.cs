using System.Diagnostics;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Stress.Changes;

/// <summary>A cache that is told of changes, and how late it was told of each.</summary>
internal sealed class MeasuringSink(TokenCache cache, CommittedChanges committed) : IChangeSink
{
    private readonly List<(long Seq, double Late)> _lates = [];

    /// <summary>When the run is over.</summary>
    public IReadOnlyList<(long Seq, double Late)> Lates => _lates;

    /// <summary>The last change that was followed.</summary>
    public long Last { get; private set; }

    public void Apply(in Change change) => cache.Apply(change);

    public void Reset() => cache.Reset();

    public void Follow(in ChangeBatch batch)
    {
        ((IChangeSink)cache).Follow(batch);
        var now = Stopwatch.GetTimestamp();
        for (var seq = batch.Cursor.Seq - batch.Changes.Length + 1; seq <= batch.Cursor.Seq; seq++)
        {
            if (committed.AgeOf(seq, now) is { } late)
                _lates.Add((seq, late));
        }

        Last = batch.Cursor.Seq;
    }
}

using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>The sequence of changes of one epoch; a promoted standby or a restored backup begins another with what it has.</summary>
internal sealed class Lineage(string epoch, IEnumerable<Change> changes)
{
    private readonly List<Change> _changes = [.. changes];

    public string Epoch { get; } = epoch;

    public long Append(IEnumerable<Change> changes)
    {
        _changes.AddRange(changes);
        return _changes.Count;
    }

    public IEnumerable<Change> Between(long after, long last) => _changes.Skip((int)after).Take((int)(last - after));
}

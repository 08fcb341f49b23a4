using System.Globalization;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What happened: the last events to read, and a hash of all to compare two runs by.</summary>
internal sealed class Trace(VirtualTime time)
{
    private const int Kept = 60;

    private readonly Queue<string> _last = new();

    /// <summary>FNV-1a of every event: equal only if two runs went the same way.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    public void Add(FormattableString happened)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.Now.TotalSeconds - 3600:0.000000} {FormattableString.Invariant(happened)}");
        foreach (var character in line)
            Hash = (Hash ^ character) * 1099511628211;
        _last.Enqueue(line);
        if (_last.Count > Kept)
            _last.Dequeue();
    }

    public override string ToString() => string.Join(Environment.NewLine, _last);
}

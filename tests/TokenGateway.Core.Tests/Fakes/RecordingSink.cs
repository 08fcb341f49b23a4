using System.Collections.Concurrent;
using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>Keeps what it is told, in order: a change's key, or <c>reset</c>.</summary>
internal sealed class RecordingSink : IChangeSink
{
    private readonly ConcurrentQueue<string> _told = new();

    public IReadOnlyList<string> Told => [.. _told];

    public void Apply(in Change change) => _told.Enqueue(change.Key);

    public void Reset() => _told.Enqueue("reset");
}

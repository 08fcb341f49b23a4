using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>A node's feed: each opening goes to the server that the node is sent to by then.</summary>
internal sealed class SimulatedFeed(VirtualTime time, Node node, Flaw flaw) : IChangeFeed
{
    public ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IChangeReader>(new SimulatedReader(time, node, flaw, from));
}

using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What fills a node's cache, from whatever server the node is sent to at that time.</summary>
internal sealed class SimulatedSource(VirtualTime time, Node node, Primary primary, Flaw flaw) : IFactsSource
{
    public async ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        var server = node.AskedServer;
        var (reading, delivery) = await node.FactsLink.AskAsync(server, moment => Read(server, moment, digest));
        node.Readings[digest] = delivery;
        return flaw.Reading(reading, primary.Newest.End);
    }

    private (FactsReading Reading, Delivery Delivery) Read(IServer server, Moment moment, TokenDigest digest)
    {
        var reading = new FactsReading(moment.Content.Find(digest), moment.End)
        {
            Heartbeat = server.MayLag ? VirtualTime.UtcAt(moment.Heartbeat) : null,
        };
        return (reading, Delivery.Of(server, moment, time.Now));
    }
}

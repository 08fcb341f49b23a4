using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Reads from one server as long as the node is not sent to another.</summary>
internal sealed class SimulatedReader(VirtualTime time, Node node, Flaw flaw, ChangeCursor? from) : IChangeReader
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(900);

    private readonly IServer _server = node.FollowedServer;
    private ChangeCursor? _cursor = from;

    public async ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
    {
        if (_server != node.FollowedServer)
            throw new StoreUnavailableException("sent elsewhere");
        var (batch, delivery) = await node.FeedLink.AskAsync(_server, Read);
        _cursor = batch.Cursor;
        node.Delivered = delivery;
        return batch;
    }

    public async ValueTask WaitAsync(Task asked, CancellationToken cancellationToken)
    {
        var worthwhile = new TaskCompletionSource();
        time.After(PollingInterval, () => worthwhile.TrySetResult());
        _ = TellAsync();
        await worthwhile.Task;

        async Task TellAsync()
        {
            await asked;
            worthwhile.TrySetResult();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private (ChangeBatch Batch, Delivery Delivery) Read(Moment moment)
    {
        var read = moment.After(_cursor);
        if (_server.MayLag)
            read = read with { Heartbeat = VirtualTime.UtcAt(moment.Heartbeat) };
        return (flaw.Batch(read, moment, _cursor), Delivery.Of(_server, moment, time.Now, read.IsReset));
    }
}

using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>The way between a node and a server, which takes time and can be cut.</summary>
internal sealed class Link(VirtualTime time, Seed seed, WorldShape shape)
{
    /// <summary>Nothing arrives; whoever waits learns of it when the patience ends.</summary>
    public bool IsCut { get; set; }

    /// <summary>How much longer than usual each way may take.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>There and back; the answer is of the moment at which the question arrives.</summary>
    /// <exception cref="StoreUnavailableException">The server is down, or no answer came in time.</exception>
    public async Task<T> AskAsync<T>(IServer server, Func<Moment, T> answer)
    {
        var deadline = time.Now + shape.CommandTimeout;
        await PassAsync(deadline);
        var found = answer(server.Present ?? throw new StoreUnavailableException("down"));
        await PassAsync(deadline);
        return found;
    }

    private async Task PassAsync(TimeSpan deadline)
    {
        var arrival = time.Now + seed.Between(0.0002, shape.Latency.TotalSeconds) + (Slowness * seed.Between(0, 1).TotalSeconds);
        await time.PassAsync((arrival < deadline ? arrival : deadline) - time.Now);
        if (!IsCut && arrival < deadline)
            return;
        await time.PassAsync(deadline - time.Now);
        throw new StoreUnavailableException("no answer");
    }
}

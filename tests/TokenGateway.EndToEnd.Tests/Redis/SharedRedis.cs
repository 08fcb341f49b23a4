using TokenGateway.Storage.Redis;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Redis;

/// <summary>One Redis for the tests of a class, and nodes that use it.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    private readonly List<RedisServer> _nodes = [];
    private RedisProcess _process = null!;

    internal RedisProcess Process => _process;

    public async Task InitializeAsync() => _process = await RedisProcess.StartAsync();

    /// <summary>Creates a node and waits until it has announced itself.</summary>
    public async Task<RedisServer> NodeAsync(TimeSpan? answerWithin = null)
    {
        var node = RedisServer.Open(new RedisOptions(_process.Address), TimeProvider.System, answerWithin ?? TimeSpan.FromSeconds(10));
        _nodes.Add(node);
        await node.ConnectAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await node.BeatAsync();
        node.IsAvailable.ShouldBeTrue();
        return node;
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await _process.DisposeAsync();
    }
}

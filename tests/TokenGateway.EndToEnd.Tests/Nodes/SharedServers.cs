using System.Globalization;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.EndToEnd.Tests.Nodes;

/// <summary>One PostgreSQL, one Redis and one upstream for the tests of a class; each test creates its own database.</summary>
public sealed class SharedServers : IAsyncLifetime
{
    private int _databases;

    internal PostgreSqlServer Server { get; private set; } = null!;

    internal RedisProcess Redis { get; private set; } = null!;

    internal TestUpstream Upstream { get; private set; } = null!;

    public async Task InitializeAsync() =>
        (Server, Redis, Upstream) = (await PostgreSqlServer.StartNewAsync(), await RedisProcess.StartAsync(), await TestUpstream.StartAsync());

    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{++_databases}");
        await Server.ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    public async Task DisposeAsync()
    {
        await Upstream.DisposeAsync();
        await Redis.DisposeAsync();
        await Server.DisposeAsync();
    }
}

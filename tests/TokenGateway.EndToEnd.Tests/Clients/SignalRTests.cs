using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Clients;

/// <summary>SignalR's own client over each of its transports, against SignalR's own server.</summary>
public sealed class SignalRTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    private WebApplication _server = null!;
    private TestGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapHub<Rooms>("/rooms");
        await _server.StartAsync();
        var address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _gateway = await TestGateway.StartAsync(Configs.AnyToken(address + "/"));
    }

    public async Task DisposeAsync()
    {
        _deadline.Dispose();
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Calls_messages_and_streams_pass(HttpTransportType transport)
    {
        var token = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        await using var connection = Connect(transport, token);
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.On<string>("Said", said.SetResult);

        await connection.StartAsync(_deadline.Token);
        (await connection.InvokeAsync<string>("Who", _deadline.Token)).ShouldBe("alice");
        await connection.SendAsync("Say", new string('x', 20_000), _deadline.Token);
        (await said.Task.WaitAsync(_deadline.Token)).Length.ShouldBe(20_000);
        var counted = new List<int>();
        await foreach (var number in connection.StreamAsync<int>("Count", 5, _deadline.Token))
            counted.Add(number);

        counted.ShouldBe([1, 2, 3, 4, 5]);
        await connection.StopAsync(_deadline.Token);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Nobody_connects_without_a_token(HttpTransportType transport)
    {
        await using var connection = Connect(transport, token: null);

        (await Should.ThrowAsync<HttpRequestException>(() => connection.StartAsync(_deadline.Token))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connection_ends_with_its_token()
    {
        var issued = await _gateway.IssueAsync("alice", "Engineers");
        await using var connection = Connect(HttpTransportType.WebSockets, issued.Value);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += _ => Task.FromResult(closed.TrySetResult());
        await connection.StartAsync(_deadline.Token);

        (await _gateway.CliAsync("token", "delete", issued.Token.Id.ToString())).ExitCode.ShouldBe(0);

        await closed.Task.WaitAsync(_deadline.Token);
    }

    private HubConnection Connect(HttpTransportType transport, string? token) => new HubConnectionBuilder()
        .WithUrl(new Uri(_gateway.Edge, "/rooms"), options =>
        {
            options.Transports = transport;
            options.AccessTokenProvider = () => Task.FromResult(token);
        })
        .Build();

    private sealed class Rooms : Hub
    {
        public string Who() => Context.GetHttpContext()!.Request.Headers["X-Auth-User"].ToString();

        public Task Say(string text) => Clients.Caller.SendAsync("Said", text);

        public async IAsyncEnumerable<int> Count(int to)
        {
            for (var number = 1; number <= to; number++)
            {
                yield return number;
                await Task.Yield();
            }
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Tests.Forwarding;

public sealed class EdgeForwarderTests : IDisposable
{
    private readonly HeldForwarder _inner = new();
    private readonly DefaultHttpContext _context = new();
    private readonly EdgeRequest _request = new(new EdgeConnection());

    private readonly ForwardingMetrics _metrics = new();

    public EdgeForwarderTests()
    {
        _request.IsForwarded = true;
        _context.Features.Set(_request);
    }

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    public async Task A_stream_may_be_silent_for_an_hour(string type)
    {
        _context.Request.ContentType = type;

        await SendAsync(new ForwarderRequestConfig());

        _inner.Config!.ActivityTimeout.ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("Accept", "*/*")]
    [InlineData("Accept", "text/event-stream")]
    [InlineData("Content-Type", "application/json")]
    public async Task A_call_may_not(string header, string value)
    {
        var config = new ForwarderRequestConfig();
        _context.Request.Headers[header] = value;

        await SendAsync(config);

        _inner.Config.ShouldBeSameAs(config);
    }

    [Fact]
    public async Task A_socket_is_a_stream()
    {
        _request.Upgrade = "websocket";

        await SendAsync(new ForwarderRequestConfig());

        _inner.Config!.ActivityTimeout.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_clusters_own_time_holds_for_streams_too()
    {
        var config = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(7) };
        _request.Upgrade = "websocket";

        await SendAsync(config);

        _inner.Config.ShouldBeSameAs(config);
    }

    [Fact]
    public async Task A_stream_whose_upstream_does_not_begin_to_answer_is_504()
    {
        _request.Upgrade = "websocket";
        _inner.Answer = async _ => await _request.FirstAnswer!.CancelAsync();

        await SendAsync(new ForwarderRequestConfig());

        _inner.Cancellation.IsCancellationRequested.ShouldBeTrue();
        _context.Response.StatusCode.ShouldBe(504);
        _request.FirstAnswer.ShouldBeNull();
    }

    private async Task SendAsync(ForwarderRequestConfig config) =>
        await new EdgeForwarder(_inner, _metrics, TimeProvider.System, NullLoggerFactory.Instance).SendAsync(_context, "http://upstream/", null!, config, HttpTransformer.Default);

    private sealed class HeldForwarder : IHttpForwarder
    {
        public ForwarderRequestConfig? Config { get; private set; }

        public CancellationToken Cancellation { get; private set; }

        public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

        public ValueTask<ForwarderError> SendAsync(
            HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer) =>
            SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, CancellationToken.None);

        public async ValueTask<ForwarderError> SendAsync(
            HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig,
            HttpTransformer transformer, CancellationToken cancellationToken)
        {
            (Config, Cancellation) = (requestConfig, cancellationToken);
            await Answer(context);
            return ForwarderError.None;
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class UpgradeHeaderTests(StagedEdge edge) : IClassFixture<StagedEdge>
{
    [Theory]
    [InlineData("websocket", "websocket")]
    [InlineData("WebSocket", "websocket")]
    [InlineData("SPDY/3.1", "SPDY/3.1")]
    public void Protocol_that_some_route_allows_is_noted(string value, string protocol)
    {
        var (context, request) = Upgrade("GET", value);

        UpgradeHeader.TryRead(context, request).ShouldBeTrue();

        request.Upgrade.ShouldBe(protocol);
        context.Request.Headers.Upgrade.ToString().ShouldBe(value);
    }

    [Theory]
    [InlineData("h2c")]
    [InlineData("websocket, h2c")]
    [InlineData("TLS/1.0")]
    [InlineData(" websocket")]
    [InlineData("")]
    public void Another_is_ignored_as_a_server_may(string value)
    {
        var (context, request) = Upgrade("POST", value);

        UpgradeHeader.TryRead(context, request).ShouldBeTrue();

        request.Upgrade.ShouldBeNull();
        context.Request.Headers.ShouldNotContainKey("Upgrade");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("get")]
    [InlineData("GETX")]
    public void Upgrade_is_a_GET(string method)
    {
        var (context, request) = Upgrade(method, "websocket");

        UpgradeHeader.TryRead(context, request).ShouldBe(HttpMethods.IsGet(method));
    }

    [Fact]
    public void Two_values_are_no_upgrade()
    {
        var (context, request) = Upgrade("GET", "websocket");
        context.Request.Headers.Append("Upgrade", "websocket");

        UpgradeHeader.TryRead(context, request).ShouldBeTrue();

        request.Upgrade.ShouldBeNull();
    }

    [Fact]
    public void Connection_that_cannot_switch_has_no_upgrade()
    {
        var (context, request) = Upgrade("GET", "websocket");
        context.Features.Set<IHttpUpgradeFeature>(null);

        UpgradeHeader.TryRead(context, request).ShouldBeTrue();

        request.Upgrade.ShouldBeNull();
    }

    private (DefaultHttpContext Context, EdgeRequest Request) Upgrade(string method, string value)
    {
        var sent = edge.On(null, "/", ("Upgrade", [value]));
        sent.Context.Request.Method = method;
        sent.Context.Request.Protocol = HttpProtocol.Http11;
        sent.Context.Features.Set<IHttpUpgradeFeature>(new Upgradable());
        return sent;
    }

    private sealed class Upgradable : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new NotSupportedException();
    }
}

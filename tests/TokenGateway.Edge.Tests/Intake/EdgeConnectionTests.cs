using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class EdgeConnectionTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData(null, null)]
    public void Origin_has_the_address_of_the_peer(string? peer, string? expected) =>
        new EdgeConnection().OriginOf(PeerAt(peer), TokenPlace.Query).ShouldBe(new UsageOrigin(expected, TokenPlace.Query));

    [Fact]
    public void Origin_follows_the_place()
    {
        var (connection, peer) = (new EdgeConnection(), PeerAt("192.0.2.1"));

        connection.OriginOf(peer, TokenPlace.Header).Place.ShouldBe(TokenPlace.Header);
        connection.OriginOf(peer, TokenPlace.Query).Place.ShouldBe(TokenPlace.Query);
        connection.OriginOf(peer, TokenPlace.Header).Place.ShouldBe(TokenPlace.Header);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData(null)]
    public void Origin_of_a_connection_is_made_once(string? peer)
    {
        var (connection, info, counter, usage) = (new EdgeConnection(), PeerAt(peer), new UsageCounter(TokenId.Stored(7)), new UsageRecorder(TimeProvider.System));
        Allocation.Of(() => usage.Use(counter, 1, connection.OriginOf(info, TokenPlace.Header))).ShouldBe(0);
    }

    [Fact]
    public void Address_of_each_request_counts_where_a_host_sets_another_for_each()
    {
        var connection = new EdgeConnection();
        var peers = new[] { "192.0.2.1", "192.0.2.2", "192.0.2.1", null, "::ffff:192.0.2.2" }.Select(PeerAt).ToList();

        peers.Select(connection.AddressText).ShouldBe(["192.0.2.1", "192.0.2.2", "192.0.2.1", "unknown", "192.0.2.2"]);
        peers.Select(peer => connection.OriginOf(peer, TokenPlace.Header).Address).ShouldBe(["192.0.2.1", "192.0.2.2", "192.0.2.1", null, "192.0.2.2"]);
    }

    [Fact]
    public void Address_of_parallel_requests_is_never_that_of_another()
    {
        var connection = new EdgeConnection();
        Parallel.For(0, 20_000, i =>
        {
            var address = $"192.0.2.{i % 7}";
            connection.AddressText(PeerAt(address)).ShouldBe(address);
        });
    }

    private static ConnectionInfo PeerAt(string? address) =>
        new DefaultHttpContext { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } }.Connection;
}

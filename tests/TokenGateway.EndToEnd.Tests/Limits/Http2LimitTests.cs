using System.Text;
using TokenGateway.Testing;
using TokenGateway.Testing.Http2;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>The limits of an HTTP/2 connection, and the responses beyond them.</summary>
public sealed class Http2LimitTests
{
    private const string Marker = "marker-that-no-answer-repeats";

    [Fact]
    public async Task The_server_tells_its_limits()
    {
        await using var edge = await LimitedEdge.StartAsync(protocols: "Http2");
        using var connection = await Http2Connection.OpenAsync(edge.Gateway.Edge);

        var settings = (await connection.ReadAsync(frame => frame.Type == Http2FrameType.Settings))!;

        settings.Setting(3).ShouldBe(100, "MAX_CONCURRENT_STREAMS");
        settings.Setting(6).ShouldBe(32 * 1024, "MAX_HEADER_LIST_SIZE");
    }

    [Fact]
    public async Task The_hundred_and_first_stream_is_refused_and_the_others_go_on()
    {
        await using var edge = await LimitedEdge.StartAsync(protocols: "Http2");
        using var release = new SemaphoreSlim(0);
        edge.Upstream.Handler = context => release.WaitAsync(context.RequestAborted);
        using var connection = await Http2Connection.OpenAsync(edge.Gateway.Edge);

        for (var i = 0; i <= 100; i++)
            await connection.RequestAsync((i * 2) + 1, "/open/");

        var refused = (await connection.ReadAsync(frame => frame.Type == Http2FrameType.ResetStream))!;
        refused.Stream.ShouldBe(201);
        refused.ErrorCode.ShouldBe(Http2Frame.RefusedStream);
        release.Release(200);
        (await connection.ReadAsync(frame => frame is { Type: Http2FrameType.Headers, Stream: 199 })).ShouldNotBeNull();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(edge.Upstream.Seen.Count == 100), "the hundred reach the upstream");
    }

    [Fact]
    public async Task A_head_of_fifty_fields_and_nearly_32_KB_is_taken()
    {
        await using var edge = await LimitedEdge.StartAsync(protocols: "Http2");
        using var connection = await Http2Connection.OpenAsync(edge.Gateway.Edge);

        await connection.RequestAsync(1, "/open/", Fields(46, 600));

        (await connection.ReadAsync(frame => frame.Type == Http2FrameType.Headers)).ShouldNotBeNull();
        edge.Upstream.Seen.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(51, 1)]
    [InlineData(3, 11_000)]
    public async Task A_head_beyond_it_is_431_and_the_connection_goes_on(int count, int length)
    {
        await using var edge = await LimitedEdge.StartAsync(protocols: "Http2");
        using var connection = await Http2Connection.OpenAsync(edge.Gateway.Edge);

        await connection.RequestAsync(1, "/open/", Fields(count, length));

        var answer = (await connection.ReadAsync(frame => frame is { Type: Http2FrameType.Headers, Stream: 1 }))!;
        var text = Encoding.Latin1.GetString(answer.Payload);
        text.ShouldContain("431");
        text.ShouldNotContain(Marker);
        edge.Upstream.Accepted.ShouldBe(0);
        await connection.RequestAsync(3, "/open/");
        (await connection.ReadAsync(frame => frame is { Type: Http2FrameType.Headers, Stream: 3 })).ShouldNotBeNull();
    }

    // Fields that are not read cannot update the shared compression state (RFC 7541, 4.1): COMPRESSION_ERROR.
    [Fact]
    public async Task One_field_beyond_it_ends_the_connection()
    {
        await using var edge = await LimitedEdge.StartAsync(protocols: "Http2");
        using var connection = await Http2Connection.OpenAsync(edge.Gateway.Edge);

        await connection.BeginAsync(1, "/open/", Fields(1, 33_000));

        var end = (await connection.ReadAsync(frame => frame.Type is Http2FrameType.GoAway))!;
        end.ErrorCode.ShouldBe(Http2Frame.CompressionError);
        Encoding.Latin1.GetString(end.Payload).ShouldNotContain(Marker);
        edge.Upstream.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task A_target_of_more_than_8_KB_ends_its_stream()
    {
        await using var edge = await LimitedEdge.StartAsync(protocols: "Http2");
        using var connection = await Http2Connection.OpenAsync(edge.Gateway.Edge);

        await connection.RequestAsync(1, "/open/?" + new string('q', 8_000));
        (await connection.ReadAsync(frame => frame is { Type: Http2FrameType.Headers, Stream: 1 })).ShouldNotBeNull();
        await connection.RequestAsync(3, "/open/?" + new string('q', 8_200));

        (await connection.ReadAsync(frame => frame is { Type: Http2FrameType.ResetStream, Stream: 3 }))!.ErrorCode.ShouldBe(Http2Frame.ProtocolError);
        edge.Upstream.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_peer_that_answers_no_ping_is_cut_off()
    {
        await using var edge = await LimitedEdge.StartAsync("""{ "Http2": { "KeepAlivePingDelay": "1s", "KeepAlivePingTimeout": "1s" } }""", "Http2");
        edge.Upstream.Handler = async context =>
        {
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        using var connection = await Http2Connection.OpenAsync(edge.Gateway.Edge);
        await connection.RequestAsync(1, "/open/");

        (await connection.ReadAsync(frame => frame.Type == Http2FrameType.Ping)).ShouldNotBeNull();

        (await connection.ReadAsync(frame => false)).ShouldBeNull();
    }

    private static (string Name, string Value)[] Fields(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(i => ($"x-{i}", Marker + new string('v', length)))];
}

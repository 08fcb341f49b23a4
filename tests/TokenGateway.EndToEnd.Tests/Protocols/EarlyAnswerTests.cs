using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.EndToEnd.Tests.Limits;
using TokenGateway.Testing;
using TokenGateway.Testing.Http2;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>
/// Upstreams that respond before they have received the body, as servers do that refuse an upload (RFC 9112, 9.5): the client gets
/// their response, and no part of the body is read as another request.
/// </summary>
public sealed class EarlyAnswerTests
{
    private const int Size = 8 * 1024 * 1024;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public static TheoryData<int, Ending, bool> Refusals
    {
        get
        {
            var all = new TheoryData<int, Ending, bool>();
            foreach (var chunked in (bool[])[false, true])
            {
                foreach (var status in (int[])[307, 401, 501])
                    all.Add(status, Ending.Closes, chunked);
                foreach (var ending in Enum.GetValues<Ending>())
                    all.Add(413, ending, chunked);
            }

            return all;
        }
    }

    /// <summary>How the upstream treats the connection after its response.</summary>
    public enum Ending
    {
        Closes,
        Resets,
        ReadsNothing,
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refused_upload_gets_the_upstreams_answer(int status, Ending ending, bool chunked)
    {
        await using var upstream = Refusing(status, ending);
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        await connection.SendAsync(Head(chunked));
        var sending = SendBodyAsync(connection, chunked);
        var answer = await connection.ReadAsync();

        (answer.Status, answer.Body).ShouldBe((status, "no!"));
        answer.Head.ShouldContain("\r\nX-Reason: too early\r\n");
        upstream.Heads.ShouldHaveSingleItem();
        connection.Dispose();
        await sending;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Over_HTTP_2_too(int status, Ending ending, bool chunked)
    {
        await using var upstream = Refusing(status, ending);
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, "Http2"));
        using var client = gateway.CreateClient();
        client.Timeout = Bound;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open/upload")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new PatternContent(Size / PatternContent.BlockSize, saysItsLength: !chunked, Task.CompletedTask),
        };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        ((int)response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe((status, "no!"));
        upstream.Heads.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Http1", false)]
    [InlineData("Http1", true)]
    [InlineData("Http2", false)]
    [InlineData("Http2", true)]
    public async Task An_upstream_over_HTTP_2_refuses_as_well(string protocols, bool chunked)
    {
        await using var upstream = await TestUpstream.StartAsync(HttpProtocols.Http2);
        upstream.Handler = context =>
        {
            context.Response.StatusCode = 413;
            return context.Response.WriteAsync("no!");
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(
            upstream.Address, protocols, """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }"""));
        using var client = gateway.CreateClient();
        client.Timeout = Bound;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open/upload")
        {
            Version = protocols == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new PatternContent(Size / PatternContent.BlockSize, saysItsLength: !chunked, Task.CompletedTask),
        };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        ((int)response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe((413, "no!"));
    }

    [Fact]
    public async Task A_stream_over_HTTP_2_that_the_upstream_ends_is_over_for_a_client_that_goes_on()
    {
        await using var upstream = await TestUpstream.StartAsync(HttpProtocols.Http2);
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(
            upstream.Address, "Http2", """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }"""));
        using var connection = await Http2Connection.OpenAsync(gateway.Edge);

        await connection.HeadersAsync(1, endsStream: false, "/open/call");

        // RFC 9113, 8.1: the client is asked to stop sending.
        (await connection.ReadAsync(frame => frame.Type == Http2FrameType.ResetStream)).ShouldNotBeNull().ErrorCode.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_sends_everything_before_it_reads_gets_it_too(bool chunked)
    {
        await using var upstream = Refusing(413, Ending.Closes);
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        // Twice, because the client's connection stays open.
        for (var i = 0; i < 2; i++)
        {
            await connection.SendAsync(Head(chunked));
            await SendBodyOrThrowAsync(connection, chunked);

            (await connection.ReadAsync()).Status.ShouldBe(413);
        }

        upstream.Heads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_expects_100_continue_never_sends_what_is_refused()
    {
        await using var upstream = RawUpstream.Sends("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!");
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        await connection.SendAsync(Head(chunked: false, "Expect: 100-continue\r\n"));
        var answer = await connection.ReadAsync();

        (answer.Status, answer.Body).ShouldBe((413, "no!"));
        upstream.Heads.ShouldHaveSingleItem().ShouldContain("\r\nExpect: 100-continue\r\n");
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_the_100_continue_that_it_expects_gets_the_answer_too()
    {
        await using var upstream = Refusing(413, Ending.Closes);
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        await connection.SendAsync(Head(chunked: false, "Expect: 100-continue\r\n"));
        var sending = SendBodyAsync(connection, chunked: false);
        var answer = await connection.ReadAsync();
        if (answer.Status == 100)
            answer = await connection.ReadAsync();

        (answer.Status, answer.Body).ShouldBe((413, "no!"));
        connection.Dispose();
        await sending;
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")]
    public async Task What_is_no_refusal_ends_no_upload(string early)
    {
        long received = 0;
        await using var upstream = RawUpstream.Start(async (_, stream, _) =>
        {
            await RawUpstream.WriteAsync(stream, early);
            received = await ReadAsync(stream, Size);
            await RawUpstream.WriteAsync(stream, early.Contains(" 200 ", StringComparison.Ordinal) ? "ok" : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            return true;
        });
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        // Twice, so that the second request uses a reused connection.
        for (var i = 0; i < 2; i++)
        {
            await connection.SendAsync(Head(chunked: false));
            var sending = SendBodyAsync(connection, chunked: false);
            var answer = await connection.ReadAsync();
            await sending;

            (answer.Status, answer.Body).ShouldBe((200, "ok"));
            received.ShouldBe(Size);
        }

        upstream.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_on_which_a_body_broke_off_is_not_used_again()
    {
        // Keeps the connection open and would read the next request as the rest of the body.
        await using var upstream = RawUpstream.Start(async (_, stream, head) =>
        {
            await RawUpstream.WriteAsync(stream, head.StartsWith("POST ", StringComparison.Ordinal)
                ? "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nno!"
                : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            return true;
        });
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var client = gateway.CreateClient();
        (await client.GetStringAsync("/open/before")).ShouldBe("ok");
        using var connection = await RawConnection.OpenAsync(gateway.Edge);
        await connection.SendAsync(Head(chunked: false));
        var sending = SendBodyAsync(connection, chunked: false);
        (await connection.ReadAsync()).Status.ShouldBe(413);

        (await client.GetStringAsync("/open/after")).ShouldBe("ok");

        upstream.Accepted.ShouldBe(2);
        upstream.Heads[^1].ShouldStartWith("GET /open/after HTTP/1.1\r\n");
        connection.Dispose();
        await sending;
    }

    [Theory]
    [InlineData("GET", "Content-Type: application/json")]
    [InlineData("GET", "Content-Length: 0")]
    [InlineData("DELETE", "Content-Type: application/json")]
    [InlineData("PUT", "Content-Length: 0")]
    public async Task What_has_no_body_is_sent_again_when_a_kept_connection_ends(string method, string header)
    {
        await using var upstream = RawUpstream.Start(async (one, stream, _) =>
        {
            if (one.Heads.Count == 2)
                return false;
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            return true;
        });
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var client = gateway.CreateClient();
        (await client.GetStringAsync("/open/first")).ShouldBe("ok");

        var answer = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of(method, "/open/second", header), Bound));

        (answer.Status, answer.Body).ShouldBe((200, "ok"));
        upstream.Heads.Count.ShouldBe(3);
        upstream.Heads[2].ShouldBe(upstream.Heads[1]);
    }

    private static RawUpstream Refusing(int status, Ending ending) => RawUpstream.Start(async (one, stream, _) =>
    {
        await ReadAsync(stream, 64 * 1024);
        await RawUpstream.WriteAsync(stream, $"HTTP/1.1 {status} No\r\nX-Reason: too early\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!");
        if (ending == Ending.Resets)
            RawUpstream.Reset(stream);
        if (ending == Ending.ReadsNothing)
            await Task.Delay(Timeout.Infinite, one.Stop);
        return false;
    });

    private static string Head(bool chunked, string more = "") =>
        $"POST /open/upload HTTP/1.1\r\nHost: gateway.test\r\n{more}{(chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {Size}")}\r\n\r\n";

    // The gateway may close the connection while the client still sends.
    private static async Task SendBodyAsync(RawConnection connection, bool chunked)
    {
        try
        {
            await SendBodyOrThrowAsync(connection, chunked);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // The client already has its response.
        }
    }

    private static async Task SendBodyOrThrowAsync(RawConnection connection, bool chunked)
    {
        var piece = new string('x', 64 * 1024);
        for (var sent = 0; sent < Size; sent += piece.Length)
            await connection.SendAsync(chunked ? $"{piece.Length:x}\r\n{piece}\r\n" : piece);
        if (chunked)
            await connection.SendAsync("0\r\n\r\n");
    }

    private static async Task<long> ReadAsync(NetworkStream stream, long count)
    {
        var buffer = new byte[64 * 1024];
        long all = 0;
        while (all < count)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count - all)));
            if (read == 0)
                break;
            all += read;
        }

        return all;
    }
}

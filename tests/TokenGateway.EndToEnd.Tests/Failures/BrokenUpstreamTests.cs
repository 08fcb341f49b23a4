using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>Upstreams that refuse, hang, reset and send garbage: the client gets a plain response in time that contains no token or identity.</summary>
public sealed class BrokenUpstreamTests
{
    private const string Patience = """{ "ActivityTimeout": "00:00:02" }""";

    // A deadline, not a measurement: the timeout of the upstream is two seconds.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task One_that_refuses_is_502() => await ShouldBeAsync($"http://127.0.0.1:{Ports.Free()}/", 502, "upstream_unreachable");

    [Fact]
    public async Task One_that_never_accepts_is_504()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!);

        // Its accept queue is full now: further connections hang before they are established.
        await ShouldBeAsync($"http://{full.LocalEndPoint}/", 504, "upstream_timeout");
    }

    [Fact]
    public async Task One_that_accepts_and_is_silent_is_504()
    {
        await using var upstream = RawUpstream.Start(SilentAsync);

        await ShouldBeAsync(upstream.Address, 504, "upstream_timeout");

        upstream.Heads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_stops_in_the_middle_of_its_head_is_504()
    {
        await using var upstream = RawUpstream.Start(async (one, stream, head) =>
        {
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Le");
            return await SilentAsync(one, stream, head);
        });

        await ShouldBeAsync(upstream.Address, 504, "upstream_timeout");
    }

    [Fact]
    public async Task One_that_resets_before_it_answers_is_502()
    {
        await using var upstream = RawUpstream.Start((_, stream, _) =>
        {
            RawUpstream.Reset(stream);
            return Task.FromResult(false);
        });

        await ShouldBeAsync(upstream.Address, 502, "upstream_unreachable");

        upstream.Heads.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: no name\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n")]
    public async Task One_that_talks_nonsense_is_502(string answer)
    {
        await using var upstream = RawUpstream.Sends(answer);

        await ShouldBeAsync(upstream.Address, 502, "upstream_unreachable");
    }

    [Fact]
    public async Task One_whose_head_never_ends_is_502()
    {
        await using var upstream = RawUpstream.Start(async (_, stream, _) =>
        {
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\n");
            var line = $"X-Long: {new string('x', 1000)}\r\n";
            while (true)
                await RawUpstream.WriteAsync(stream, line);
        });

        await ShouldBeAsync(upstream.Address, 502, "upstream_unreachable");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf", false)]
    public async Task An_answer_cut_short_is_never_a_whole_one(string answer, bool byReset)
    {
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            var read = new TaskCompletionSource();
            await using var upstream = RawUpstream.Start(async (_, stream, _) =>
            {
                await RawUpstream.WriteAsync(stream, answer);
                await read.Task;
                if (byReset)
                    RawUpstream.Reset(stream);
                return false;
            });
            await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, version.Major == 2 ? "Http2" : "Http1"));
            using var client = gateway.CreateClient();
            client.Timeout = Bound;
            using var request = new HttpRequestMessage(HttpMethod.Get, "/open/") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            using var stream = await response.Content.ReadAsStreamAsync();

            // If detected before anything was forwarded, the response is the gateway's own.
            if (response.StatusCode == HttpStatusCode.BadGateway)
            {
                read.SetResult();
                continue;
            }

            await stream.ReadExactlyAsync(new byte["half".Length]);
            read.SetResult();

            await Should.ThrowAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    public async Task Interim_answers_are_passed_over(string answer)
    {
        await using var upstream = RawUpstream.Sends(answer);
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, clusterRequest: Patience));

        var got = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/open/"), Bound));

        (got.Status, got.Body).ShouldBe((200, "ok"));
    }

    [Fact]
    public async Task One_that_answers_before_it_has_the_body_gets_the_request_once_and_no_other_after_it()
    {
        await using var upstream = RawUpstream.Sends("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!");
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, clusterRequest: Patience));

        var got = RawAnswer.Parse(await Raw.SendAsync(
            gateway.Edge, RawRequest.Of("POST", "/open/", "Content-Length: 1000000") + new string('x', 1000), Bound));

        got.Status.ShouldBe(413);
        upstream.Heads.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("POST", null)]
    [InlineData("POST", "")]
    [InlineData("POST", "body")]
    [InlineData("PATCH", null)]
    [InlineData("PATCH", "body")]
    [InlineData("LOCK", null)]
    public async Task A_request_that_may_not_be_repeated_is_sent_once_on_a_connection_that_closes(string method, string? body)
    {
        await using var upstream = RawUpstream.Start(async (one, stream, head) =>
        {
            // The first response allows reuse of the connection; the second request is read and never answered.
            if (one.Heads.Count != 1)
                return false;
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            return true;
        });
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, clusterRequest: Patience));
        using var client = gateway.CreateClient();
        client.Timeout = Bound;
        (await client.GetStringAsync("/open/first")).ShouldBe("ok");

        var text = RawRequest.Of(method, "/open/second", body is null ? [] : [$"Content-Length: {body.Length}"]) + body;
        var response = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, text, Bound));

        response.Status.ShouldBe(502);
        upstream.Heads.Count(head => head.StartsWith($"{method} /open/second ", StringComparison.Ordinal)).ShouldBe(1);
        upstream.Accepted.ShouldBe(1, "The connection was not used again: the test has shown nothing.");
    }

    [Fact]
    public async Task Connections_that_close_under_load_double_no_request()
    {
        await using var upstream = RawUpstream.Start(async (one, stream, _) =>
        {
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            return one.Heads.Count % 3 != 0;
        });
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, clusterRequest: Patience));
        using var client = gateway.CreateClient();
        client.Timeout = Bound;
        await Parallel.ForEachAsync(Enumerable.Range(0, LongRun.Count(500, 10_000)), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            using var response = await client.PostAsync(new Uri($"/open/{i}/", UriKind.Relative), null, CancellationToken.None);
            response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadGateway);
        });

        upstream.Heads.GroupBy(head => head.Split(' ')[1], StringComparer.Ordinal).Where(one => one.Count() > 1).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_comes_back_is_used_at_once()
    {
        var works = false;
        await using var upstream = RawUpstream.Start(async (_, stream, _) =>
        {
            if (!Volatile.Read(ref works))
                return false;
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            return true;
        });
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, clusterRequest: Patience));
        using var client = gateway.CreateClient();
        for (var i = 0; i < 20; i++)
            (await client.GetAsync("/open/")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);

        Volatile.Write(ref works, true);

        (await client.GetStringAsync("/open/")).ShouldBe("ok");
    }

    private static async Task<bool> SilentAsync(RawUpstream upstream, NetworkStream stream, string head)
    {
        return await stream.ReadAsync(new byte[1], upstream.Stop) > 0;
    }

    private static async Task ShouldBeAsync(string upstream, int status, string code)
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream, clusterRequest: Patience));
        var token = (await gateway.IssueAsync("alice-the-owner", "Engineers")).Value;

        var text = await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/orders", "X-API-Key: " + token), Bound);

        var answer = RawAnswer.Parse(text);
        answer.Status.ShouldBe(status, text);
        answer.Header("Content-Type").ShouldStartWith("application/problem+json");
        answer.Header("Cache-Control").ShouldBe("no-store");
        JsonNode.Parse(answer.Body)!["code"]!.GetValue<string>().ShouldBe(code);
        Secrets.IsIn(text, token).ShouldBeFalse();
        text.ShouldNotContain("alice");
        text.ShouldNotContain(new Uri(upstream).Authority);
        text.ShouldNotContain("Exception");
    }
}

using System.Net;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>A stream continues as long as its own token and route remain valid, whatever else changes.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public async Task Changes_of_others_leave_a_stream_alone()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var (token, other, third) = (await edge.IssueAsync(), await edge.IssueAsync("bob"), await edge.IssueAsync("carol"));
        using var answer = await edge.OpenAsync("Http1", "/engineers/events?id=a", token.Value);
        using var nobody = await edge.OpenAsync("Http2", "/open/events?id=b", token: null);
        using var socket = await edge.ConnectAsync("Http2", "/engineers/echo?id=c", token.Value);
        await SocketEndTests.EchoesAsync(socket);

        await edge.DeleteAsync(other.Token.Id);
        await edge.DisableAsync(third.Token.Owner);
        await edge.ReloadAsync("all", """{ "Access": [ { "MinRole": "Administrators" } ] }""");

        await answer.GoesOnAsync();
        await nobody.MovesAsync();
        await SocketEndTests.EchoesAsync(socket);
    }

    [Fact]
    public async Task A_change_of_its_own_owner_that_takes_nothing_away_leaves_it_alone()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var answer = await edge.OpenAsync("Http1", "/engineers/events?id=a", token.Value);

        await edge.SetRoleAsync(token.Token.Owner, "Administrators");

        await answer.GoesOnAsync();
    }

    [Fact]
    public async Task Rules_that_change_and_still_allow_it_leave_it_alone()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var answer = await edge.OpenAsync("Http2", "/engineers/events?id=a", token.Value);
        using var socket = await edge.ConnectAsync("Http1", "/engineers/echo?id=b", token.Value);

        await edge.ReloadAsync("engineers", """{ "Access": [ { "Methods": ["GET"], "MinRole": "Users" } ] }""");

        await answer.GoesOnAsync();
        await SocketEndTests.EchoesAsync(socket);
    }

    [Fact]
    public async Task A_token_that_the_cache_has_no_room_for_keeps_its_stream_and_loses_it_when_it_dies()
    {
        await using var edge = await StreamsEdge.StartAsync("""{ "Cache": { "Capacity": 1 } }""");
        var (token, other) = (await edge.IssueAsync(), await edge.IssueAsync("bob"));
        using var answer = await edge.OpenAsync("Http1", "/events?id=a", token.Value);
        using var second = await edge.OpenAsync("Http1", "/events?id=b", other.Value);

        await answer.GoesOnAsync();
        await second.GoesOnAsync();
        await edge.DeleteAsync(token.Token.Id);

        await answer.BreaksOffAsync();
        await second.GoesOnAsync();
    }

    [Fact]
    public async Task A_connection_whose_stream_was_cancelled_serves_the_next_request()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var (token, other) = (await edge.IssueAsync(), await edge.IssueAsync("bob"));
        using var answer = await edge.OpenAsync("Http2", "/events?id=a", token.Value);
        await edge.DeleteAsync(token.Token.Id);
        await answer.BreaksOffAsync();

        using var next = await edge.SendAsync(edge.Request("Http2", HttpMethod.Get, "/x", other.Value));

        next.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await next.Content.ReadAsStringAsync()).ShouldBe("ok");
    }

    [Fact]
    public async Task Requests_of_every_age_are_answered_while_streams_of_others_die()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var stop = new CancellationTokenSource();
        var dying = Task.Run(() => KillAsync(edge, stop.Token));

        await Task.WhenAll(Enumerable.Range(0, 24).Select(lane => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
            {
                using var request = edge.Request("Http2", HttpMethod.Get, $"/late?ms={7 * (lane + i) % 240}", token.Value);
                using var response = await edge.SendAsync(request);
                (response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, "late"));
            }
        })));

        await stop.CancelAsync();
        (await dying).ShouldBeGreaterThan(2);
    }

    /// <summary>
    /// A token dies at the moment its response ends, repeatedly: the response is either aborted or complete, and in the latter case the
    /// next request on that connection, with another token, is unaffected.
    /// </summary>
    [Fact]
    public async Task The_next_request_of_the_connection_is_not_hurt_by_an_end_that_came_too_late()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var other = await edge.IssueAsync("bob");
        var (whole, cut) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(lane => Task.Run(async () =>
        {
            for (var i = 0; i < (LongRun.IsOn ? 6 : 2); i++)
            {
                var token = await edge.IssueAsync("dora");
                using var connection = await RawConnection.OpenAsync(edge["Http1"]);
                await connection.SendAsync(Get("/late?ms=1400", token.Value));
                await Task.Delay(1050 + (12 * lane));
                await edge.DeleteAsync(token.Token.Id);
                try
                {
                    (await connection.ReadAsync()).Status.ShouldBe(200);
                }
                catch (Exception e) when (e is IOException)
                {
                    Interlocked.Increment(ref cut);
                    continue;
                }

                Interlocked.Increment(ref whole);
                await connection.SendAsync(Get("/late?ms=250", other.Value));
                (await connection.ReadAsync()).Body.ShouldBe("late");
            }
        })));

        // Both must have occurred, otherwise the test has shown nothing.
        whole.ShouldBeGreaterThan(0);
        cut.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_next_streams_of_a_shared_connection_are_not_hurt_by_an_end_that_came_too_late()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var other = await edge.IssueAsync("bob");
        var (whole, cut) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(lane => Task.Run(async () =>
        {
            for (var i = 0; i < (LongRun.IsOn ? 6 : 2); i++)
            {
                var token = await edge.IssueAsync("dora");
                var answering = LateAsync(edge, 1400, token.Value);
                await Task.Delay(1050 + (12 * lane));
                await edge.DeleteAsync(token.Token.Id);
                if (await answering is null)
                    Interlocked.Increment(ref cut);
                else
                    Interlocked.Increment(ref whole);
                (await LateAsync(edge, 250, other.Value)).ShouldBe("late");
            }
        })));

        whole.ShouldBeGreaterThan(0);
        cut.ShouldBeGreaterThan(0);
    }

    private static string Get(string target, string token) => $"GET {target} HTTP/1.1\r\nHost: a\r\nX-API-Key: {token}\r\n\r\n";

    // Returns null if cancelled.
    private static async Task<string?> LateAsync(StreamsEdge edge, int milliseconds, string token)
    {
        try
        {
            using var request = edge.Request("Http2", HttpMethod.Get, $"/late?ms={milliseconds}", token);
            using var response = await edge.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            return await response.Content.ReadAsStringAsync();
        }
        catch (HttpRequestException e) when (e.InnerException is HttpProtocolException { ErrorCode: 8 })
        {
            return null;
        }
    }

    // Opens and kills streams continuously on the same connection; returns their number.
    private static async Task<int> KillAsync(StreamsEdge edge, CancellationToken stop)
    {
        var killed = 0;
        while (!stop.IsCancellationRequested)
        {
            var token = await edge.IssueAsync("dora");
            using var answer = await edge.OpenAsync("Http2", "/events?id=" + token.Token.Id, token.Value);
            await edge.DeleteAsync(token.Token.Id);
            await answer.BreaksOffAsync();
            killed++;
        }

        return killed;
    }
}

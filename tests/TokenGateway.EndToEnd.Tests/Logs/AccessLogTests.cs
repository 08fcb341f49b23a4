using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.EndToEnd.Tests.Limits;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Logs;

public sealed class AccessLogTests
{
    private const string Hasty = """{ "hasty": { "ClusterId": "hasty", "Match": { "Path": "/hasty" }, "TokenGateway": { "Anonymous": true } } }""";

    [Fact]
    public async Task A_request_is_one_line_that_says_who_what_and_what_came_of_it()
    {
        await using var logged = await LoggedGateway.StartAsync(level: "Information");
        var token = await logged.Gateway.IssueAsync("alice", "Users");
        await logged.SendAsync(RawRequest.Of("GET", "/orders/1?a=b", "X-API-Key: " + token.Value));

        var line = (await RequestsAsync(logged)).ShouldHaveSingleItem();

        line["tokenId"]!.ToString().ShouldBe(token.Token.Id.ToString());
        line["owner"]!.ToString().ShouldBe("alice");
        line["route"]!.ToString().ShouldBe("orders");
        line["outcome"]!.ToString().ShouldBe("ok");
        line["status"]!.GetValue<int>().ShouldBe(200);
        line["method"]!.ToString().ShouldBe("GET");
        line["path"]!.ToString().ShouldBe("/orders/1");
        line["address"]!.ToString().ShouldBe("127.0.0.1");
        line["requestId"]!.ToString().ShouldNotBeEmpty();
        line["duration"]!.GetValue<double>().ShouldBeGreaterThan(0);
        line["level"]!.ToString().ShouldBe("Information");
        DateTimeOffset.Parse(line["time"]!.ToString()).Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("GET", "/orders/1", "", 401, "missing_token")]
    [InlineData("GET", "/orders/1", "wrong", 401, "invalid_token")]
    [InlineData("DELETE", "/orders/1", "{T}", 403, "insufficient_role")]
    [InlineData("TRACK", "/orders/1", "{T}", 405, "method_not_allowed")]
    [InlineData("GET", "/orders/1?api_token=x", "{T}", 400, "ambiguous_credentials")]
    [InlineData("GET", "/nowhere", "", 404, "not_found")]
    [InlineData("GET", "/orders/a%2fb", "", 400, "bad_target")]
    [InlineData("GET", "/orders/..;/x", "", 400, "bad_target")]
    [InlineData("TRACE", "/orders/1", "", 405, "method_not_allowed")]
    [InlineData("GET", "/down", "{T}", 502, "upstream_unreachable")]
    [InlineData("GET", "/.tokengateway/me", "{T}", 200, "ok")]
    public async Task Every_outcome_is_logged(string method, string target, string token, int status, string outcome)
    {
        await using var logged = await LoggedGateway.StartAsync(
            """{ "down": { "ClusterId": "down", "Match": { "Path": "/down" }, "TokenGateway": { "Policy": "Default" } } }""", "Information");
        var value = token.Replace("{T}", (await logged.Gateway.IssueAsync("alice", "Users")).Value, StringComparison.Ordinal);
        var answer = await logged.SendAsync(RawRequest.Of(method, target, value.Length == 0 ? [] : ["X-API-Key: " + value]));

        var line = (await RequestsAsync(logged)).ShouldHaveSingleItem();

        answer.Status.ShouldBe(status);
        line["status"]!.GetValue<int>().ShouldBe(status);
        line["outcome"]!.ToString().ShouldBe(outcome);
        if (token != "{T}" || status == 400)
            line["tokenId"].ShouldBeNull();
        else
            line["owner"]!.ToString().ShouldBe("alice");
        if (status is not 200)
            line["requestId"]!.ToString().ShouldBe(answer.Header("X-Request-Id"));
    }

    [Theory]
    [InlineData("/status", "text/plain", "upstream_truncated")]
    [InlineData("/status", "text/event-stream", "upstream_truncated")]
    [InlineData("/hasty", "text/plain", "timeout")]
    [InlineData("/hasty", "text/event-stream", "timeout")]
    public async Task An_answer_that_breaks_off_is_not_ok(string target, string type, string outcome)
    {
        await using var logged = await LoggedGateway.StartAsync(Hasty, "Information");
        var read = new TaskCompletionSource();
        logged.Upstream.Handler = async context =>
        {
            context.Response.ContentType = type;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            if (outcome == "timeout")
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            await read.Task;
            context.Abort();
        };
        using var connection = await RawConnection.OpenAsync(logged.Gateway.Edge);
        await connection.SendAsync($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        for (var got = ""; !got.EndsWith("half", StringComparison.Ordinal);)
            got += await connection.ReadBytesAsync(1);
        read.SetResult();
        await connection.ReadBytesAsync(2);
        (await connection.EndsAsync()).ShouldBeTrue();

        var lines = (await logged.StopAndReadAsync()).Select(line => JsonNode.Parse(line)!).ToList();

        var request = lines.Where(line => line["event"]?.ToString() == "Request").ShouldHaveSingleItem();
        request["outcome"]!.ToString().ShouldBe(outcome);
        var failure = lines.Where(line => line["event"]?.ToString() == "ForwardingFailed").ShouldHaveSingleItem();
        failure["outcome"]!.ToString().ShouldBe(outcome);
        failure["requestId"]!.ToString().ShouldBe(request["requestId"]!.ToString());
        failure["destination"]!.ToString().ShouldBe(logged.Upstream.Address);
    }

    [Fact]
    public async Task An_upstream_that_does_not_answer_is_one_line_without_a_stack_trace()
    {
        await using var logged = await LoggedGateway.StartAsync(
            """{ "down": { "ClusterId": "down", "Match": { "Path": "/down" }, "TokenGateway": { "Anonymous": true } } }""", "Information");
        var answer = await logged.SendAsync(RawRequest.Of("GET", "/down"));

        var warnings = (await logged.StopAndReadAsync()).Where(line => line.Contains("\"Warning\"", StringComparison.Ordinal) && line.Contains("down", StringComparison.Ordinal)).ToList();

        var failure = JsonNode.Parse(warnings.ShouldHaveSingleItem())!;
        failure["event"]!.ToString().ShouldBe("ForwardingFailed");
        failure["outcome"]!.ToString().ShouldBe("upstream_unreachable");
        failure["reason"]!.ToString().ShouldContain("refused");
        failure["requestId"]!.ToString().ShouldBe(answer.Header("X-Request-Id"));
        failure["exception"].ShouldBeNull();
    }

    [Fact]
    public async Task A_cluster_without_destinations_is_one_line_that_says_so()
    {
        await using var logged = await LoggedGateway.StartAsync(
            """{ "empty": { "ClusterId": "empty", "Match": { "Path": "/empty" }, "TokenGateway": { "Anonymous": true } } }""", "Information");
        var answer = await logged.SendAsync(RawRequest.Of("GET", "/empty"));
        answer.Status.ShouldBe(502);

        var warnings = (await logged.StopAndReadAsync()).Where(line => line.Contains("\"Warning\"", StringComparison.Ordinal) && line.Contains("empty", StringComparison.Ordinal)
            && !line.Contains("ConfigurationWarning", StringComparison.Ordinal)).ToList();

        var failure = JsonNode.Parse(warnings.ShouldHaveSingleItem())!;
        failure["event"]!.ToString().ShouldBe("ForwardingFailed");
        failure["reason"]!.ToString().ShouldBe("The cluster has no healthy destination.");
        failure["requestId"]!.ToString().ShouldBe(answer.Header("X-Request-Id"));
    }

    [Theory]
    [InlineData("Expect: something", 417)]
    [InlineData("Transfer-Encoding: gzip, chunked", 400)]
    public async Task What_the_gateway_refuses_for_its_form_is_no_answer_of_the_upstream(string header, int status)
    {
        await using var logged = await LoggedGateway.StartAsync("{}", "Information");
        (await logged.SendAsync(RawRequest.Of("GET", "/status", header))).Status.ShouldBe(status);

        var request = (await RequestsAsync(logged)).ShouldHaveSingleItem();

        (request["status"]!.GetValue<int>(), request["outcome"]!.ToString()).ShouldBe((status, "bad_request"));
    }

    [Theory]
    [InlineData("GET /status HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /status HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf")]
    [InlineData(null)]
    public async Task A_client_that_leaves_before_an_answer_is_499(string? request)
    {
        await using var logged = await LoggedGateway.StartAsync("{}", "Information", protocols: request is null ? "Http2" : "Http1");
        var (arrived, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        logged.Upstream.Handler = async context =>
        {
            await using var registration = context.RequestAborted.Register(left.SetResult);
            arrived.SetResult();
            await left.Task;
        };
        if (request is null)
        {
            using var connection = await Http2Connection.OpenAsync(logged.Gateway.Edge);
            await connection.HeadersAsync(1, endsStream: true, "/status");
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        else
        {
            using var connection = await RawConnection.OpenAsync(logged.Gateway.Edge);
            await connection.SendAsync(request);
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        await left.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var line = (await RequestsAsync(logged)).ShouldHaveSingleItem();
        (line["status"]!.GetValue<int>(), line["outcome"]!.ToString()).ShouldBe((499, "client_gone"));
    }

    /// <summary>It is a race which the gateway sees first: the closed connection or the incomplete body.</summary>
    [Theory]
    [InlineData("/status")]
    [InlineData("/iam/clients/1/tokens")]
    public async Task A_client_that_leaves_in_the_middle_of_a_body_is_499_every_time(string path)
    {
        const int Times = 12;
        await using var logged = await LoggedGateway.StartAsync("{}", "Information", gateway: """{ "Dialect": "Gcore", "Credentials": ["Authorization: APIKey"] }""");
        logged.Upstream.Handler = context => context.Request.Body.CopyToAsync(Stream.Null);
        var token = await logged.Gateway.IssueAsync("alice", "Users", request => request with { Manages = ManagementRights.Own });
        for (var i = 0; i < Times; i++)
        {
            using var connection = await RawConnection.OpenAsync(logged.Gateway.Edge);
            await connection.SendAsync($"POST {path} HTTP/1.1\r\nHost: a\r\nAuthorization: APIKey {token.Value}\r\n"
                + "Content-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");

            // From now on, the body is being read.
            (await connection.ReadBytesAsync(12)).ShouldBe("HTTP/1.1 100");
            await connection.SendAsync("{ \"name\":");
        }

        var lines = await RequestsAsync(logged);
        lines.Count.ShouldBe(Times);
        lines.ShouldAllBe(line => line["status"]!.GetValue<int>() == 499 && line["outcome"]!.ToString() == "client_gone");
    }

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("fffffffff\r\n")]
    public async Task A_chunk_size_that_is_no_number_is_a_bad_request(string chunk)
    {
        await using var logged = await LoggedGateway.StartAsync("{}", "Information");
        using (var connection = await RawConnection.OpenAsync(logged.Gateway.Edge))
        {
            await connection.SendAsync($"GET /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}");
            (await connection.ReadAsync()).Status.ShouldBe(400);
        }

        var line = (await RequestsAsync(logged)).ShouldHaveSingleItem();
        (line["status"]!.GetValue<int>(), line["outcome"]!.ToString()).ShouldBe((400, "bad_request"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/event-stream")]
    public async Task A_client_that_leaves_is_told_apart(string type)
    {
        await using var logged = await LoggedGateway.StartAsync("{}", "Information");
        var left = new TaskCompletionSource();
        logged.Upstream.Handler = async context =>
        {
            context.Response.ContentType = type;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await using var registration = context.RequestAborted.Register(left.SetResult);
            await left.Task;
        };
        using (var connection = await RawConnection.OpenAsync(logged.Gateway.Edge))
        {
            await connection.SendAsync("GET /status HTTP/1.1\r\nHost: a\r\n\r\n");
            await connection.ReadBytesAsync(10);
        }

        await left.Task.WaitAsync(TimeSpan.FromSeconds(20));

        (await RequestsAsync(logged)).ShouldHaveSingleItem()["outcome"]!.ToString().ShouldBe("client_gone");
    }

    [Theory]
    [InlineData("GET", "/status", 200)]
    [InlineData("GET", "/orders/1", 401)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("TRACE", "/status", 405)]
    [InlineData("GET", "/orders/..;/x", 400)]
    public async Task Address_is_that_of_the_client_behind_a_trusted_proxy_whatever_comes_of_the_request(string method, string target, int status)
    {
        await using var logged = await LoggedGateway.StartAsync(level: "Information", gateway: """{ "TrustedProxies": ["127.0.0.1"] }""");

        (await logged.SendAsync(RawRequest.Of(method, target, "X-Forwarded-For: 6.6.6.6, 192.0.2.7"))).Status.ShouldBe(status);

        (await RequestsAsync(logged)).ShouldHaveSingleItem()["address"]!.ToString().ShouldBe("192.0.2.7");
    }

    [Fact]
    public async Task Every_line_is_one_json_object_whatever_clients_and_upstreams_do()
    {
        await using var logged = await LoggedGateway.StartAsync("""
            { "down": { "ClusterId": "down", "Match": { "Path": "/down/{**rest}" }, "TokenGateway": { "Anonymous": true } } }
            """);
        foreach (var path in new[] { "/status", "/down/x", "/down/%C2%85%E2%80%A8%E2%80%A9", "/status%0d%0a{\"level\":\"forged\"}", "/down/\"}" })
            await logged.SendAsync(RawRequest.Of("GET", path, "User-Agent: a\u0085b\"}", "X-Request-Id: a\"b"));

        var lines = await logged.StopAndReadAsync();

        lines.ShouldNotBeEmpty();
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            json.RootElement.TryGetProperty("message", out _).ShouldBeTrue(line);
        }

        lines.ShouldAllBe(line => line.All(character => !char.IsControl(character) && character != '\u2028' && character != '\u2029'));
    }

    private static async Task<List<JsonNode>> RequestsAsync(LoggedGateway logged) =>
        [.. (await logged.StopAndReadAsync()).Select(line => JsonNode.Parse(line)!).Where(line => line["event"]?.ToString() == "Request")];
}

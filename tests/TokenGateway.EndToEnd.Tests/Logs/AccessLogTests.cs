using System.Text.Json;
using System.Text.Json.Nodes;

namespace TokenGateway.EndToEnd.Tests.Logs;

public sealed class AccessLogTests
{
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

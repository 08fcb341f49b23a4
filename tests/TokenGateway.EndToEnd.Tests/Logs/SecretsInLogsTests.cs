using System.Text;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Logs;

/// <summary>No secret appears in any log line at any level, wherever a client sent it.</summary>
public sealed class SecretsInLogsTests
{
    private const string Foreign = "foreign-secret-of-another-shape-0123456789";

    [Fact]
    public async Task No_line_at_any_level_holds_a_secret()
    {
        await using var logged = await LoggedGateway.StartAsync("""
            {
              "down": { "ClusterId": "down", "Match": { "Path": "/down/{**rest}" }, "TokenGateway": { "Policy": "Default" } },
              "public": { "ClusterId": "legacy", "Match": { "Path": "/public/{**rest}" }, "TokenGateway": { "Anonymous": true } }
            }
            """);
        var right = (await logged.Gateway.IssueAsync("alice", "Engineers")).Value;
        var invented = new StandardTokenFormat("tgw").Create(99);

        foreach (var secret in new[] { right, invented, Foreign })
        {
            foreach (var request in Requests(secret))
                await logged.SendAsync(request);
        }

        var lines = await logged.StopAndReadAsync();
        lines.Length.ShouldBeGreaterThan(100);
        lines.ShouldContain(line => line.Contains("\"level\":\"Debug\"", StringComparison.Ordinal));
        foreach (var secret in new[] { right, invented, Foreign })
            lines.Where(line => Secrets.IsIn(line, secret)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Requests(string secret)
    {
        var encoded = string.Concat(Encoding.ASCII.GetBytes(secret).Select(one => $"%{one:X2}"));
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes("u:" + secret));
        foreach (var path in new[] { "/orders/1", "/status", "/down/1", "/nowhere" })
        {
            yield return RawRequest.Of("GET", path, "Authorization: Bearer " + secret);
            yield return RawRequest.Of("GET", path, "Authorization: APIKey " + secret);
            yield return RawRequest.Of("GET", path, "Authorization: Basic " + basic);
            yield return RawRequest.Of("GET", path, "X-API-Key: " + secret);
            yield return RawRequest.Of("GET", path, "X_API_Key: " + secret);
            yield return RawRequest.Of("GET", $"{path}?api_token={secret}");
            yield return RawRequest.Of("GET", $"{path}?API_TOKEN={secret}&a=b");
            yield return RawRequest.Of("GET", $"{path}?%61pi_token={encoded}");
            yield return RawRequest.Of("GET", $"{path}?api_token={secret}&api_token={secret}");
            yield return RawRequest.Of("GET", $"{path}?api_token={secret}", "X-API-Key: " + secret);
            yield return RawRequest.Of("GET", path, "X-API-Key: " + secret, "Referer: https://app.test/?t=" + secret);
            yield return RawRequest.Of("GET", $"http://gateway.test{path}?api_token={secret}");
            yield return RawRequest.Of("OPTIONS", $"{path}?api_token={secret}", "Origin: https://app.test", "Access-Control-Request-Method: GET");
            yield return RawRequest.Of("GET", path, "Cookie: __Host-tgw-session=" + secret);
            yield return RawRequest.Of("GET", path, "X-Header : " + secret);
            yield return RawRequest.Of("GET", path, "X-Header " + secret);
            yield return RawRequest.Of("GET", path, "Content-Length: " + secret);
            yield return RawRequest.Of("TRACE", $"{path}?api_token={secret}");
            yield return RawRequest.Of("GET", $"{path}/../?api_token={secret}");
        }

        yield return $"GET /status?api_token={secret} HTTP/9.9\r\nHost: x\r\n\r\n";
        yield return $"GET /status?api_token={secret}\r\nHost: x\r\n\r\n";
        yield return $"GET  /status?api_token={secret} HTTP/1.1\r\nHost: x\r\n\r\n";

        yield return RawRequest.Of(secret, "/status");
        yield return RawRequest.Of("GET", "/status", secret + ": x");
        yield return RawRequest.Of("GET", "/orders/1", "X-API-Key: " + secret).Replace("gateway.test", secret, StringComparison.Ordinal);

        // In a path, a secret of a foreign shape is recognizable only if it is also presented.
        yield return RawRequest.Of("GET", $"/orders/{secret}", "X-API-Key: " + secret);
        yield return RawRequest.Of("GET", $"/orders/{encoded}", "X-API-Key: " + secret);
        if (secret == Foreign)
            yield break;
        foreach (var path in new[] { $"/orders/{secret}/..", $"/nowhere/{secret}", $"/status/{encoded}", $"/public/{secret}", $"/public/{encoded}" })
            yield return RawRequest.Of("GET", path);
    }
}

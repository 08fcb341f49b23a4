using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Headers;

/// <summary>
/// Header field values need not be ASCII (RFC 9110, 5.5): they are forwarded byte for byte. In these texts, each character is one
/// byte.
/// </summary>
public sealed class HeaderBytesTests
{
    private const string Utf8 = "M\u00c3\u00bcnchen";

    private const string Latin1 = "caf\u00e9";

    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [InlineData(Utf8)]
    [InlineData(Latin1)]
    [InlineData("\u00e5\u0098\u008a")]
    public async Task Answers_pass_whatever_their_encoding(string value)
    {
        await using var upstream = RawUpstream.Sends(
            $"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-City: {value}\r\nContent-Disposition: attachment; filename=\"{value}\"\r\n\r\nok");

        var answer = await SendAsync(upstream, _ => "");

        answer.Status.ShouldBe(200);
        answer.Head.ShouldContain($"\r\nX-City: {value}\r\n");
        answer.Head.ShouldContain($"\r\nContent-Disposition: attachment; filename=\"{value}\"\r\n");
    }

    [Fact]
    public async Task UTF_8_passes_and_a_secret_beside_such_text_does_not()
    {
        await using var upstream = RawUpstream.Sends(Ok);

        var answer = await SendAsync(upstream, token => $"Cookie: city={Utf8}\r\nContent-Language: {Utf8}\r\nX-Note: {Utf8} {token}\r\n");

        answer.Status.ShouldBe(200);
        var head = upstream.Heads.ShouldHaveSingleItem();
        head.ShouldContain($"\r\nCookie: city={Utf8}\r\n");
        head.ShouldContain($"\r\nContent-Language: {Utf8}\r\n");
        head.ShouldNotContain("X-Note");
    }

    [Theory]
    [InlineData("Cookie: name=Jos\u00e9")]
    [InlineData("If-None-Match: \"caf\u00e9\"")]
    [InlineData("Referer: http://a/caf\u00e9")]
    [InlineData("Content-Disposition: attachment; filename=\"\u00fe\u00ff\"")]
    public async Task Requests_pass_whatever_their_encoding(string line)
    {
        await using var upstream = RawUpstream.Sends(Ok);

        var answer = await SendAsync(upstream, _ => $"{line}\r\n");

        answer.Status.ShouldBe(200);
        upstream.Heads.ShouldHaveSingleItem().ShouldContain($"\r\n{line}\r\n");
    }

    [Fact]
    public async Task A_secret_beside_such_bytes_does_not_pass()
    {
        await using var upstream = RawUpstream.Sends(Ok);

        var answer = await SendAsync(upstream, token => $"X-Note: {Latin1} {token}\r\nCookie: a={Latin1}; b={token}; c=d\r\n");

        answer.Status.ShouldBe(200);
        var head = upstream.Heads.ShouldHaveSingleItem();
        head.ShouldNotContain("X-Note");
        head.ShouldNotContain("tgw_");
    }

    [Theory]
    [InlineData("X-API-Key")]
    [InlineData("X-Auth-User")]
    public async Task What_means_something_to_the_gateway_is_UTF_8_or_refused(string name)
    {
        await using var upstream = RawUpstream.Sends(Ok);

        var answer = await SendAsync(upstream, _ => $"{name}: {Latin1}\r\n");

        answer.Status.ShouldBe(400);
        upstream.Heads.ShouldBeEmpty();
    }

    /// <param name="upstream">The upstream behind the gateway.</param>
    /// <param name="lines">Creates additional header lines from the token's value.</param>
    private static async Task<WireAnswer> SendAsync(RawUpstream upstream, Func<string, string> lines)
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        var token = (await gateway.IssueAsync("alice", "Engineers")).Value;
        using var connection = await RawConnection.OpenAsync(gateway.Edge);
        await connection.SendAsync($"GET /x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n{lines(token)}\r\n");
        return await connection.ReadAsync();
    }
}

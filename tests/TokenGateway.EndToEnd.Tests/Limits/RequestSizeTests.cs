namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>The size limits of requests over HTTP/1.1: what is accepted, and the responses beyond it.</summary>
public sealed class RequestSizeTests : IAsyncLifetime
{
    private const string Marker = "marker-that-no-answer-repeats";
    private LimitedEdge _edge = null!;

    public async Task InitializeAsync() => _edge = await LimitedEdge.StartAsync();

    public async Task DisposeAsync() => await _edge.DisposeAsync();

    // Includes Host and Connection.
    [Theory]
    [InlineData(48, 200)]
    [InlineData(49, 431)]
    public async Task Fifty_header_fields_are_taken(int more, int status)
    {
        var headers = Enumerable.Range(0, more).Select(i => $"X-{i}: {Marker}").ToArray();

        await ShouldBeAsync(RawRequest.Of("GET", "/open/", headers), status);
    }

    [Theory]
    [InlineData(32 * 1024, 200)]
    [InlineData((32 * 1024) + 1, 431)]
    public async Task Header_fields_of_32_KB_are_taken(int bytes, int status)
    {
        var head = RawRequest.Of("GET", "/open/", $"X-Long: {Marker}");
        var inHeaders = head.Length - (head.IndexOf("\r\n", StringComparison.Ordinal) + 2) - "\r\n".Length;

        await ShouldBeAsync(RawRequest.Of("GET", "/open/", $"X-Long: {Marker}" + new string('x', bytes - inHeaders)), status);
    }

    [Theory]
    [InlineData(8 * 1024, 200)]
    [InlineData((8 * 1024) + 1, 414)]
    public async Task A_request_line_of_8_KB_is_taken(int bytes, int status)
    {
        var target = $"/open/{Marker}?";
        target += new string('x', bytes - "GET ".Length - target.Length - " HTTP/1.1\r\n".Length);

        await ShouldBeAsync(RawRequest.Of("GET", target), status);
    }

    [Fact]
    public async Task A_body_has_no_limit_of_its_own_but_the_file_may_set_one()
    {
        await using var limited = await LimitedEdge.StartAsync("""{ "MaxRequestBodySize": 10 }""");
        _edge.Upstream.Handler = limited.Upstream.Handler = async context => await context.Request.Body.CopyToAsync(Stream.Null);
        var body = new string('b', 1_000_000);

        (await _edge.SendAsync(RawRequest.Of("POST", "/open/", $"Content-Length: {body.Length}") + body)).Status.ShouldBe(200);
        (await limited.SendAsync(RawRequest.Of("POST", "/open/", "Content-Length: 10") + "0123456789")).Status.ShouldBe(200);
        (await limited.SendAsync(RawRequest.Of("POST", "/open/", "Content-Length: 11") + "0123456789a")).Status.ShouldBe(413);
        (await limited.SendAsync(RawRequest.Of("POST", "/open/", "Transfer-Encoding: chunked") + "b\r\n0123456789a\r\n0\r\n\r\n")).Status.ShouldBe(413);
    }

    [Theory]
    [InlineData("GET /open/ HTTP/1.1\nHost: gateway.test\nConnection: close\n\n")]
    [InlineData("GET /open/ HTTP/1.1\r\nHost: gateway.test\nConnection: close\r\n\r\n")]
    public async Task A_bare_line_feed_ends_no_line(string request) => (await _edge.SendAsync(request)).Status.ShouldBe(400);

    [Fact]
    public async Task No_answer_names_the_server()
    {
        _edge.Upstream.Handler = context =>
        {
            context.Response.Headers.Server = "legacy";
            return Task.CompletedTask;
        };

        (await _edge.SendAsync(RawRequest.Of("GET", "/"))).Header("Server").ShouldBeNull();
        (await _edge.SendAsync("nonsense\r\n\r\n")).Header("Server").ShouldBeNull();

        // The upstream's own Server header is forwarded.
        (await _edge.SendAsync(RawRequest.Of("GET", "/open/"))).Header("Server").ShouldBe("legacy");
    }

    private async Task ShouldBeAsync(string request, int status)
    {
        var answer = await _edge.SendAsync(request);

        answer.Status.ShouldBe(status);
        answer.Body.ShouldNotContain(Marker);
        answer.Headers.ShouldNotContain(header => header.Value.Contains(Marker));
        _edge.Upstream.Seen.Count.ShouldBe(status == 200 ? 1 : 0);
        if (status == 200)
            return;

        // Kestrel's own refusal: no body, nothing of the request, and a closed connection.
        answer.Body.ShouldBeEmpty();
        answer.Header("Connection").ShouldBe("close");
        answer.Headers.Select(header => header.Key).ShouldBe(["Content-Length", "Connection", "Date"], ignoreOrder: true);
    }
}

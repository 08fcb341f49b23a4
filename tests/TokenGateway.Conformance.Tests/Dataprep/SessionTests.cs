namespace TokenGateway.Conformance.Tests.Dataprep;

/// <summary>The same calls on Management, for whoever is signed in there.</summary>
public sealed class SessionTests(DataprepSample sample) : IClassFixture<DataprepSample>, IAsyncLifetime
{
    private const string Body = """{ "lifetimeSeconds": 600, "description": "by session" }""";

    private readonly DialectGateway _gateway = sample.Gateway;
    private string _cookie = "";

    public async Task InitializeAsync() => _cookie = await _gateway.SignInAsync("dana", DataprepSample.Password);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Session_makes_shows_and_deletes_a_token_of_its_own()
    {
        var made = await WriteAsync("POST", DataprepSample.Tokens, Body, ("Sec-Fetch-Site", "same-origin"));
        made.Status.ShouldBe(201, made.Body);
        var (value, path) = (made.Json["tokenValue"]!.ToString(), $"{DataprepSample.Tokens}/{made.Json["tokenInfo"]!["tokenId"]}");
        (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/v4/people/current")).Json["email"]!.ToString().ShouldBe("dana@example.com");

        var list = await ReadAsync(DataprepSample.Tokens + "?limit=1000");
        list.Status.ShouldBe(200);
        list.Header("Cache-Control").ShouldBe("no-store");
        list.Json["data"]!.AsArray().ShouldContain(token => token!["description"]!.ToString() == "by session");
        (await ReadAsync("/v4/people/current")).Json["email"]!.ToString().ShouldBe("dana@example.com");
        (await ReadAsync("/v4/open-api-spec")).Status.ShouldBe(200);

        (await WriteAsync("DELETE", path, null, ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(204);
        (await ReadAsync(path)).Status.ShouldBe(410);
        (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/v4/flows")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("X-Nothing", "said")]
    public async Task Write_that_may_come_from_elsewhere_is_refused(string name, string value)
    {
        var refused = await WriteAsync("POST", DataprepSample.Tokens, Body, (name, value));

        refused.Status.ShouldBe(403);
        refused.Json["exception"]!["name"]!.ToString().ShouldBe("AccessForbiddenException");
    }

    [Fact]
    public async Task Session_of_who_may_not_create_makes_nothing()
    {
        var cookie = await _gateway.SignInAsync("max", DataprepSample.Password);

        (await _gateway.ManageAsync("POST", DataprepSample.Tokens, Body, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(403);
        (await _gateway.ManageAsync("GET", DataprepSample.Tokens, headers: ("Cookie", cookie))).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Password_and_token_do_not_count_there_with_or_without_a_session()
    {
        var (value, _) = await sample.CreateAsync();
        foreach (var authorization in new[] { DataprepSample.Basic("dana"), $"Bearer {value}" })
        {
            (await _gateway.ManageAsync("POST", DataprepSample.Tokens, Body, null, ("Authorization", authorization), ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(401);
            (await _gateway.ManageAsync("POST", DataprepSample.Tokens, Body, null, ("Authorization", authorization), ("Cookie", _cookie), ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(401);
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Cookie_means_nothing_on_the_edge(string method) => (await _gateway.SendAsync(
        method, DataprepSample.Tokens, method == "POST" ? Body : null, null, ("Cookie", _cookie), ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(401);

    private Task<Answer> ReadAsync(string path) => _gateway.ManageAsync("GET", path, headers: ("Cookie", _cookie));

    private Task<Answer> WriteAsync(string method, string path, string? body, (string Name, string Value) header) =>
        _gateway.ManageAsync(method, path, body, null, ("Cookie", _cookie), header);
}

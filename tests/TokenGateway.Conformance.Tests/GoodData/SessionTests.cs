namespace TokenGateway.Conformance.Tests.GoodData;

/// <summary>The same calls on Management, for whoever is signed in there, and what keeps other sites from making them.</summary>
public sealed class SessionTests(GoodDataSample sample) : IClassFixture<GoodDataSample>, IAsyncLifetime
{
    private readonly DialectGateway _gateway = sample.Gateway;
    private string _cookie = "";

    public async Task InitializeAsync() => _cookie = await _gateway.SignInAsync("joe", GoodDataSample.Password);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Session_reads_and_writes_from_a_page_of_its_own()
    {
        (await CreateAsync("own", GoodDataSample.JsonApi, ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(201);
        (await CreateAsync("own-origin", "application/json", ("Origin", _gateway.Gateway.Management.GetLeftPart(UriPartial.Authority)))).Status.ShouldBe(201);
        var list = await _gateway.ManageAsync("GET", GoodDataSample.TokensOf("demo"), headers: ("Cookie", _cookie));
        list.Status.ShouldBe(200);
        list.Body.ShouldContain("own-origin");
        list.Header("Cache-Control").ShouldBe("no-store");
        (await _gateway.ManageAsync("DELETE", GoodDataSample.TokensOf("demo") + "/own", null, null, ("Cookie", _cookie), ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(204);
    }

    [Theory]
    [InlineData("application/json", "Sec-Fetch-Site", "cross-site")]
    [InlineData("application/json", "Sec-Fetch-Site", "same-site")]
    [InlineData("application/json", "Sec-Fetch-Site", "none")]
    [InlineData("application/json", "Origin", "https://evil.example")]
    [InlineData("application/json", "Origin", "null")]
    [InlineData("application/json", "X-Nothing", "said")]
    [InlineData("text/plain", "Sec-Fetch-Site", "same-origin")]
    [InlineData("application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")]
    public async Task Write_that_may_come_from_elsewhere_is_refused(string contentType, string name, string value)
    {
        var answer = await CreateAsync("elsewhere", contentType, (name, value));

        answer.Status.ShouldBe(403);
        answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
        (await _gateway.SendAsAsync(sample.Admin, "GET", GoodDataSample.TokensOf("demo") + "/elsewhere")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_is_signed_in_without_a_cookie_and_a_token_does_not_count_there()
    {
        (await _gateway.ManageAsync("GET", "/api/v1/profile")).Status.ShouldBe(401);
        (await _gateway.ManageAsync("GET", "/api/v1/profile", headers: ("Authorization", sample.Admin))).Status.ShouldBe(401);
        (await _gateway.ManageAsync("GET", "/api/v1/profile", headers: ("Cookie", _cookie))).Json["userId"]!.ToString().ShouldBe("joe");
        (await _gateway.ManageAsync("PUT", "/api/v1/profile", "{}", null, ("Cookie", _cookie))).Status.ShouldBe(405);
    }

    [Theory]
    [InlineData("GET", "/api/v1/profile")]
    [InlineData("POST", "/api/v1/entities/users/demo/apiTokens")]
    public async Task Cookie_means_nothing_on_the_edge(string method, string path)
    {
        var answer = await _gateway.SendAsync(method, path, method == "POST" ? GoodDataSample.Body("edge") : null, null, ("Cookie", _cookie), ("Sec-Fetch-Site", "same-origin"));

        answer.Status.ShouldBe(401);
    }

    private Task<Answer> CreateAsync(string id, string contentType, (string Name, string Value) header) =>
        _gateway.ManageAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body(id), contentType, ("Cookie", _cookie), header);
}

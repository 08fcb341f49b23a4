using System.Globalization;
using System.Text.Json.Nodes;

namespace TokenGateway.Conformance.Tests.Dataprep;

/// <summary>Calls of the dialect count against what one user may do, by password, token and session together.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const string Body = """{ "lifetimeSeconds": 600 }""";

    private DialectGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await DialectGateway.StartAsync("dataprep", configuration => configuration["TokenGateway"]!["ManagementLimits"] = JsonNode.Parse(
            """{ "Calls": { "Permits": 12, "Window": "1d" }, "Writes": { "Permits": 2, "Window": "1h" } }"""));
        await _gateway.AddUserAsync("dana", "Members", "Dana Doe", DataprepSample.Password, canCreate: true);
        await _gateway.AddUserAsync("ada", "Administrators", password: DataprepSample.Password);
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Calls_over_the_limit_are_refused_in_the_words_of_the_dialect_and_deleting_never_is()
    {
        var cookie = await _gateway.SignInAsync("dana", DataprepSample.Password);
        var made = await _gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, Body);
        made.Status.ShouldBe(201, made.Body);
        var (bearer, path) = ("Bearer " + made.Json["tokenValue"], $"{DataprepSample.Tokens}/{made.Json["tokenInfo"]!["tokenId"]}");
        (await BySessionAsync("POST", DataprepSample.Tokens, Body)).Status.ShouldBe(201);

        foreach (var refused in new[] { await _gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, Body), await BySessionAsync("POST", DataprepSample.Tokens, Body) })
        {
            refused.Status.ShouldBe(429, refused.Body);
            refused.Json["exception"]!["name"]!.ToString().ShouldNotBeNullOrEmpty();
            int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        }

        var reads = new List<int>();
        for (var i = 0; i < 12; i++)
            reads.Add((await _gateway.SendAsAsync(bearer, "GET", "/v4/people/current")).Status);
        reads.ShouldBe([.. Enumerable.Repeat(200, 10), 429, 429]);
        (await BySessionAsync("GET", DataprepSample.Tokens)).Status.ShouldBe(429);
        (await _gateway.SendAsAsync(bearer, "GET", "/v4/flows")).Status.ShouldBe(200);
        (await _gateway.SendAsAsync(DataprepSample.Basic("ada"), "POST", DataprepSample.Tokens, Body)).Status.ShouldBe(201);

        (await BySessionAsync("DELETE", path)).Status.ShouldBe(204);
        (await _gateway.SendAsAsync(bearer, "GET", "/v4/flows")).Status.ShouldBe(401);

        Task<Answer> BySessionAsync(string method, string target, string? body = null) =>
            _gateway.ManageAsync(method, target, body, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"));
    }
}

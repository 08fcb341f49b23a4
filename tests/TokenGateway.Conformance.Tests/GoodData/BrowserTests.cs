using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.GoodData;

/// <summary>The snippet for the browser's console, in a real browser: on the origin where somebody is signed in, and elsewhere.</summary>
public sealed class BrowserTests(GoodDataSample sample) : IClassFixture<GoodDataSample>, IAsyncLifetime
{
    // As an administrator pastes it, its brackets closed.
    private const string Snippet = """
        fetch("/api/v1/entities/users/demo/apiTokens", {
            "headers": { "Content-Type": "application/vnd.gooddata.api+json" },
            "body": JSON.stringify({ "data": { "id": "my-token", "type": "apiToken" } }),
            "method": "POST"
        }).then(async answer => ({ status: answer.status, body: await answer.text() }))
        """;

    private readonly DialectGateway _gateway = sample.Gateway;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = HeadlessBrowser.Program,
            Args = HeadlessBrowser.Arguments,
        });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    [Fact]
    [Promise("GoodData", "Authorized by a browser session, from the browser's console.", "on the origin of the Management endpoint, for the user who is signed in there; Edge refuses the same cookie")]
    public async Task Snippet_creates_a_token_where_somebody_is_signed_in_and_not_on_the_edge()
    {
        var page = await _browser.NewPageAsync();
        await page.GotoAsync(new Uri(_gateway.Gateway.Management, "/openapi/v1.json").ToString());
        (await page.EvaluateAsync<int>($$"""
            fetch("/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json" },
                body: JSON.stringify({ user: "joe", password: "{{GoodDataSample.Password}}" }) }).then(answer => answer.status)
            """)).ShouldBe(201);

        var (status, body) = await RunAsync(page);
        status.ShouldBe(201, body);
        var value = JsonNode.Parse(body)!["data"]!["attributes"]!["bearerToken"]!.ToString();
        (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/api/v1/actions/x")).Status.ShouldBe(200);

        await page.GotoAsync(new Uri(_gateway.Gateway.Edge, "/api/v1/profile").ToString());
        (await page.Context.CookiesAsync([_gateway.Gateway.Edge.ToString()])).ShouldContain(cookie => cookie.Name == "__Host-tgw-session");
        (await RunAsync(page)).Status.ShouldBe(401);
    }

    private static async Task<(int Status, string Body)> RunAsync(IPage page)
    {
        var answer = JsonNode.Parse((await page.EvaluateAsync($"{Snippet}.then(answer => JSON.stringify(answer))"))!.Value.GetString()!)!;
        return ((int)answer["status"]!, answer["body"]!.ToString());
    }
}

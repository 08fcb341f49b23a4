namespace TokenGateway.Portal.Tests.Products;

/// <summary>GoodData: sign in, open the console of the browser, run the product's snippet there.</summary>
public sealed class GoodDataStepsTests(ProductPortal.GoodData portal) : IClassFixture<ProductPortal.GoodData>
{
    [Fact]
    public async Task Snippet_in_the_console_creates_a_token()
    {
        await using var window = await portal.SignedInAsync("demo");
        await window.Page.GotoAsync("/");
        var value = await window.Page.EvaluateAsync<string>("""
            fetch('/api/v1/entities/users/demo/apiTokens', {
                method: 'POST',
                headers: { 'Content-Type': 'application/vnd.gooddata.api+json', 'Accept': 'application/vnd.gooddata.api+json' },
                body: JSON.stringify({ data: { id: 'console', type: 'apiToken' } })
            }).then(response => response.json()).then(document => document.data.attributes.bearerToken)
            """);
        (await portal.GetAsync("/api/v1/actions/workspaces", "Bearer", value)).ShouldBe(200);

        await window.Page.ReloadAsync();
        (await window.TextAsync("main")).ShouldContain("console");
        window.Complaints.ShouldBeEmpty();
    }
}

using Microsoft.Playwright;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>Who inspects asks in a form, and passes the answer on as a link.</summary>
public sealed class ExplainPageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refusal_of_a_token_is_explained_from_its_page(bool scripts)
    {
        var token = (await portal.IssueAsync("uma", "refused")).Token;
        await using var window = await portal.SignedInAsync("ada", new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        var page = window.Page;
        await page.GotoAsync($"/tokens/{token.Id}");
        await page.ClickAsync("text=Explain a refusal");
        await page.SelectOptionAsync("#method", "POST");
        await page.FillAsync("#path", "/orders/1");
        await window.ClickAsync("Explain");

        var told = await window.TextAsync("main");
        told.ShouldContain("Refused.");
        told.ShouldContain("insufficient_role");
        told.ShouldContain("/orders/…");
        told.ShouldContain("Entry 2 of the list decides.");
        told.ShouldContain("Engineers");
        new Uri(page.Url).Query.ShouldContain($"tokenId={token.Id}");
        if (scripts)
            (await window.InspectAsync()).ShouldBeEmpty();
        window.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/explain?method=POST&path=/orders/1&role=Engineers", "Allowed.")]
    [InlineData("/explain?path=/status", "No token is needed.")]
    [InlineData("/explain?path=/orders", "missing_token")]
    [InlineData("/explain?path=/nowhere&role=Users", "not_found")]
    public async Task Link_answers(string link, string said)
    {
        await using var window = await portal.SignedInAsync("ada");
        (await window.Page.GotoAsync(link))!.Status.ShouldBe(200);

        (await window.TextAsync("main")).ShouldContain(said);
    }

    [Theory]
    [InlineData("path=orders", "path")]
    [InlineData("path=/orders&tokenId=999999", "tokenId")]
    [InlineData("path=/orders&tokenId=none", "tokenId")]
    [InlineData("path=/orders&tokenId=1&role=Users", "role")]
    [InlineData("path=/orders&role=Nobody", "role")]
    [InlineData("path=/orders&method=%3Cscript%3E", "method")]
    public async Task What_cannot_be_asked_is_said_at_the_field(string query, string field)
    {
        await using var window = await portal.SignedInAsync("ada");
        (await window.Page.GotoAsync("/explain?" + query))!.Status.ShouldBe(422);

        (await window.TextAsync($"#{field}-error")).ShouldNotBeEmpty();
        (await window.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("errors");
    }

    [Fact]
    public async Task Nobody_else_finds_the_page_or_a_link_to_it()
    {
        var token = (await portal.IssueAsync("erik", "no link")).Token;
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync($"/tokens/{token.Id}");

        (await window.Page.CountAsync("a[href^='/explain']")).ShouldBe(0);
        (await window.Page.GotoAsync("/explain"))!.Status.ShouldBe(404);
    }
}

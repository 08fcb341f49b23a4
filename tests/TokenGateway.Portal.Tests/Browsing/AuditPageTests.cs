using Microsoft.Playwright;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>Who did what can be found, paged and taken to the command line.</summary>
public sealed class AuditPageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_is_found_by_its_subject_with_what_was_before(bool scripts)
    {
        var id = $"hana-{scripts}";
        await portal.AddUserAsync(id, "Users");
        await using var window = await portal.SignedInAsync("ada", new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        var page = window.Page;
        await page.GotoAsync($"/users/{id}");
        await page.FillAsync("#name", "<b>Hana</b>");
        await window.ClickAsync("Save");
        await page.ClickAsync("text=History");

        var first = page.Locator("tbody tr").First;
        (await first.InnerTextAsync()).ShouldContain("display name changed");
        (await first.InnerTextAsync()).ShouldContain("user:ada");
        await first.Locator("summary").ClickAsync();
        (await first.Locator("ins").AllInnerTextsAsync()).ShouldContain("<b>Hana</b>");
        (await page.CountAsync("tbody tr")).ShouldBe(2);
        if (scripts)
            (await window.InspectAsync()).ShouldBeEmpty();
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_pages_follow_them()
    {
        for (var i = 0; i < 51; i++)
            await portal.IssueAsync(i < 40 ? "uma" : "erik", $"listed {i}");
        await using var window = await portal.SignedInAsync("ada");
        var page = window.Page;
        await page.GotoAsync("/audit");
        await page.SelectOptionAsync("#action", "token.created");
        await page.FillAsync("#from", "2020-01-01T00:00");
        await window.ClickAsync("Apply");
        (await page.CountAsync("tbody tr")).ShouldBe(50);
        await page.ClickAsync("text=Next page");

        page.Url.ShouldContain("action=token.created");
        (await page.InputValueAsync("#from")).ShouldBe("2020-01-01T00:00");
        (await page.CountAsync("tbody tr")).ShouldBe(1);
        await page.GotoAsync("/audit?until=2020-01-01T00:00:00Z");
        (await window.TextAsync(".empty")).ShouldContain("No record matches");
    }

    [Fact]
    public async Task Filter_that_cannot_be_read_lists_nothing()
    {
        await using var window = await portal.SignedInAsync("ada");

        (await window.Page.GotoAsync("/audit?action=token.eaten&from=yesterday"))!.Status.ShouldBe(422);
        (await window.TextAsync("#action-error")).ShouldNotBeEmpty();
        (await window.TextAsync("#from-error")).ShouldNotBeEmpty();
        (await window.Page.CountAsync("tbody tr")).ShouldBe(0);
        (await window.InspectAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Line_for_the_api_is_safe_to_paste()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/audit?action=user.created&actor=" + Uri.EscapeDataString("a'b$(id)\"`&c"));
        var line = await window.Page.TextContentAsync("#api-line");

        line.ShouldBe($"curl -H \"Authorization: Bearer $TGW_TOKEN\" 'http://localhost:{portal.Gateway.Management.Port}/api/v1/audit?actor=a%27b%24%28id%29%22%60%26c&action=user.created'");
    }

    [Fact]
    public async Task Nobody_else_finds_the_page()
    {
        await using var window = await portal.SignedInAsync("erik");

        (await window.Page.GotoAsync("/audit"))!.Status.ShouldBe(404);
    }
}

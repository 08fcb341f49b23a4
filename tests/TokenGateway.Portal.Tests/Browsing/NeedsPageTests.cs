using Microsoft.Playwright;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>What the portal tells of permissions that a token never uses.</summary>
public sealed class NeedsPageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filter_leads_to_the_token_and_to_one_with_fewer_permissions(bool scripts)
    {
        var name = scripts ? "wide" : "wide without scripts";
        var issued = await portal.IssueAsync("ada", name);
        (await portal.GetAsync("/reports/1", issued.Value)).ShouldBe(200);
        await using var window = await portal.SignedInAsync("ada", new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        var page = window.Page;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await page.GotoAsync($"/tokens/{issued.Token.Id}");
                return (await window.TextAsync("main")).Contains("reports:admin, reports:read", StringComparison.Ordinal);
            },
            "the need is written");
        (await window.TextAsync("main")).ShouldContain("Not recorded yet");
        (await page.CountAsync("text=Another like this, without")).ShouldBe(0);
        await portal.Gateway.AgeAsync(100);
        await page.GotoAsync("/tokens?owner=ada");

        await page.ClickAsync("nav.links >> text=Permissions never used");
        new Uri(page.Url).Query.ShouldBe("?owner=ada&over=1");
        var line = (await page.TextContentAsync("#api-line"))!;
        line.ShouldContain("/api/v1/tokens?owner=ada&overPrivileged=true");
        var caller = (await portal.IssueAsync("ada", "for the API", request => request with { Manages = ManagementRights.Tokens })).Value;
        (await GetAsync(line.Split('\'')[1], caller)).ShouldContain($"\"{name}\"");
        await InspectAsync(window, scripts);
        await page.ClickAsync($"tbody >> a:text-is('{name}')");

        var told = await window.TextAsync("main");
        told.ShouldContain("Used 2 of 4 permissions in the last 90 days. It has every permission (*), also those that are added later.");
        (await page.Locator("dt:text-is('Never used') + dd").InnerTextAsync()).ShouldBe("orders:write");
        (await page.Locator("dt:text-is('No rule asks for it') + dd").InnerTextAsync()).ShouldBe("orders:read");
        await InspectAsync(window, scripts);
        await window.PictureAsync("needs");
        await page.ClickAsync("text=Another like this, without those that were never used");

        (await page.IsCheckedAsync("input[name=rights][value=some]")).ShouldBeTrue();
        (await page.IsCheckedAsync("input[value='reports:read']")).ShouldBeTrue();
        (await page.IsCheckedAsync("input[value='orders:read']")).ShouldBeTrue();
        (await page.IsCheckedAsync("input[value='orders:write']")).ShouldBeFalse();
        (await page.InputValueAsync("#name")).ShouldBe(name);
        (await window.TextAsync("details summary >> nth=0")).ShouldContain("from the link", Case.Insensitive);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_filters_what_is_the_persons_own()
    {
        var (own, other) = (await portal.IssueAsync("erik", "mine"), await portal.IssueAsync("ada", "hers"));
        (await portal.GetAsync("/orders/1", own.Value)).ShouldBe(200);
        (await portal.GetAsync("/orders/1", other.Value)).ShouldBe(200);
        await portal.Gateway.AgeAsync(100);
        await using var window = await portal.SignedInAsync("erik");
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await window.Page.GotoAsync("/tokens?over=1");
                return await window.Page.CountAsync("tbody tr") == 1;
            },
            "the use is written");

        (await window.TextAsync("tbody")).ShouldContain("mine");
        (await window.Page.IsCheckedAsync("input[name=over]")).ShouldBeTrue();
        await window.Page.GotoAsync($"/tokens/{own.Token.Id}");
        (await window.TextAsync("main")).ShouldContain("Used 0 of 2 permissions in the last 90 days.");
        (await window.Page.GotoAsync($"/tokens/{other.Token.Id}"))!.Status.ShouldBe(404);
        (await window.Page.GotoAsync("/tokens?over=1&owner=ada"))!.Status.ShouldBe(200);
        (await window.Page.CountAsync("tbody tr")).ShouldBe(0);
        (await window.Page.GotoAsync($"/tokens/new?like={other.Token.Id}&only=needed"))!.Status.ShouldBe(200);
        (await window.Page.InputValueAsync("#name")).ShouldBe("");
    }

    // The checker is a script of the page.
    private static async Task InspectAsync(Window window, bool scripts)
    {
        if (scripts)
            (await window.InspectAsync()).ShouldBeEmpty();
    }

    private static async Task<string> GetAsync(string url, string token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + token);
        return await client.GetStringAsync(new Uri(url));
    }
}

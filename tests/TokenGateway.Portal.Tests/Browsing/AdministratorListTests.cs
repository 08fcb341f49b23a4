using TokenGateway.Core.Access;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>What the list of tokens has for administrators alone.</summary>
public sealed class AdministratorListTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Filters_are_links_and_the_api_has_the_same_list()
    {
        await portal.IssueAsync("uma", "ends soon", request => request with { ExpiresAt = DateTimeOffset.UtcNow.AddDays(3) });
        await portal.IssueAsync("uma", "ends late", request => request with { ExpiresAt = DateTimeOffset.UtcNow.AddDays(30) });
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/tokens?owner=uma");
        (await window.Page.CountAsync("tbody tr")).ShouldBe(2);

        await window.Page.ClickAsync("text=Expires within 14 days");

        (await window.TextAsync("tbody")).ShouldContain("ends soon");
        (await window.Page.CountAsync("tbody tr")).ShouldBe(1);
        var line = (await window.Page.TextContentAsync("#api-line"))!;
        line.ShouldContain("/api/v1/tokens?owner=uma&state=active&expiresBefore=");
        var token = (await portal.IssueAsync("ada", "for the API", request => request with { Manages = ManagementRights.Tokens })).Value;
        (await GetAsync(line.Split('\'')[1], token)).ShouldContain("ends soon");
        await window.Page.ClickAsync("nav.links >> text=Not used for 90 days");
        new Uri(window.Page.Url).Query.ShouldBe("?owner=uma&unused=90&expiring=14");
        (await window.TextAsync(".empty")).ShouldContain("No token matches");
    }

    [Fact]
    public async Task What_the_api_cannot_list_has_no_line()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/tokens?q=soon");

        (await window.Page.CountAsync("#api-line")).ShouldBe(0);
    }

    [Fact]
    public async Task Columns_sort_and_the_order_stays_with_the_filters()
    {
        await portal.IssueAsync("erik", "bravo");
        await portal.IssueAsync("erik", "alpha", request => request with { ExpiresAt = DateTimeOffset.UtcNow.AddDays(3) });
        await portal.IssueAsync("erik", "charlie");
        await using var window = await portal.SignedInAsync("ada");
        var page = window.Page;
        await page.GotoAsync("/tokens?owner=erik");
        await page.ClickAsync("thead >> text=Name");
        (await NamesAsync(window)).ShouldBe(["alpha", "bravo", "charlie"]);
        await page.ClickAsync("thead >> text=Name");
        (await NamesAsync(window)).ShouldBe(["charlie", "bravo", "alpha"]);
        (await page.GetAttributeAsync("th[aria-sort]", "aria-sort")).ShouldBe("descending");

        await page.ClickAsync("nav.links >> text=Never expires");

        new Uri(page.Url).Query.ShouldBe("?owner=erik&never=1&sort=-name");
        (await NamesAsync(window)).ShouldBe(["charlie", "bravo"]);
        (await page.TextContentAsync("#api-line"))!.ShouldContain("/api/v1/tokens?owner=erik&neverExpires=true&sort=-name");
        (await window.InspectAsync()).ShouldBeEmpty();
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Users_are_searched()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/users");
        await window.Page.FillAsync("input[name=q]", "ERI");
        await window.ClickAsync("Apply");

        (await window.Page.CountAsync("tbody tr")).ShouldBe(1);
        (await window.TextAsync("tbody")).ShouldContain("erik");
        (await window.InspectAsync()).ShouldBeEmpty();
        await window.Page.GotoAsync("/users?q=nobody-at-all");
        (await window.TextAsync(".empty")).ShouldContain("No user matches.");
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Window window) => await window.Page.TextsAsync("tbody tr td:first-child a");

    private static async Task<string> GetAsync(string url, string token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + token);
        return await client.GetStringAsync(new Uri(url));
    }
}

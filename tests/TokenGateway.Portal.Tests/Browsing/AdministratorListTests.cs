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
        (await window.Page.Locator("tbody tr").CountAsync()).ShouldBe(2);

        await window.Page.ClickAsync("text=Expires within 14 days");

        (await window.TextAsync("tbody")).ShouldContain("ends soon");
        (await window.Page.Locator("tbody tr").CountAsync()).ShouldBe(1);
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

        (await window.Page.Locator("#api-line").CountAsync()).ShouldBe(0);
    }

    private static async Task<string> GetAsync(string url, string token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + token);
        return await client.GetStringAsync(new Uri(url));
    }
}

using TokenGateway.Core.Access;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>Who can reach a route, from where one asks for it.</summary>
public sealed class ReachPageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_cell_of_the_matrix_leads_to_the_tokens_that_have_the_access()
    {
        var engineer = (await portal.IssueAsync("erik", "may delete")).Token;
        await portal.IssueAsync("uma", "may not delete");
        await portal.IssueAsync("erik", "may not delete either", request => request with { Permissions = [PermissionName.Parse("orders:read")] });
        await using var window = await portal.SignedInAsync("ada");
        var page = window.Page;
        await page.GotoAsync("/access");
        (await window.InspectAsync()).ShouldBeEmpty();
        await page.ClickAsync("[aria-label='Who can reach DELETE orders with role Engineers']");

        (await window.TextAsync("tbody")).ShouldContain("may delete");
        (await page.CountAsync("tbody tr")).ShouldBe(1);
        (await page.GetAttributeAsync("tbody a", "href")).ShouldBe($"/tokens/{engineer.Id}");
        (await page.TextContentAsync("#api-line"))!.ShouldContain("/api/v1/routes/orders/tokens?method=DELETE&role=Engineers");
        (await window.InspectAsync()).ShouldBeEmpty();
        await page.SelectOptionAsync("select[name=method]", "GET");
        await window.ClickAsync("Apply");
        (await page.CountAsync("tbody tr")).ShouldBe(2);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_explanation_leads_to_the_tokens_that_are_let_through()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/explain?method=POST&path=/orders/1&role=Users");

        await window.Page.ClickAsync("text=Who can reach this");

        new Uri(window.Page.Url).PathAndQuery.ShouldBe("/access/tokens?route=orders&method=POST");
    }

    [Theory]
    [InlineData("ada", "/access/tokens?route=nothing", 404)]
    [InlineData("ada", "/access/tokens", 404)]
    [InlineData("ada", "/access/tokens?route=orders&method=%3Cscript%3E", 422)]
    [InlineData("ada", "/access/tokens?route=status", 200)]
    [InlineData("erik", "/access/tokens?route=orders", 404)]
    public async Task What_there_is_not_or_is_not_theirs_has_no_page(string user, string link, int status)
    {
        await using var window = await portal.SignedInAsync(user);

        (await window.Page.GotoAsync(link))!.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Cells_lead_nowhere_for_others()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/access");

        (await window.Page.CountAsync("a[href^='/access/tokens']")).ShouldBe(0);
    }
}

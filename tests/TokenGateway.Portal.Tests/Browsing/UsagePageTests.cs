using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>What the page of a token tells of its requests.</summary>
public sealed class UsagePageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Requests_stand_by_outcome_and_the_last_refusal_leads_to_its_explanation()
    {
        var issued = await portal.IssueAsync("uma", "counted");
        var (token, value) = (issued.Token, issued.Value);
        (await portal.GetAsync("/orders/1", value)).ShouldBe(200);
        (await portal.GetAsync("/reports/secret-path", value)).ShouldBe(403);
        await using var window = await portal.SignedInAsync("ada");
        var page = window.Page;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await page.GotoAsync($"/tokens/{token.Id}");
                return await page.CountAsync("svg[role=img] rect") == 2;
            },
            "the requests are written");

        await page.ClickAsync("text=As a table");
        (await window.TextAsync("details table tbody tr")).ShouldContain("2\t1\t1\t0\t0\t0");
        (await window.TextAsync(".legend")).ShouldContain("Denied (400, 403, 404, 405): 1");
        var told = await window.TextAsync("main");
        told.ShouldContain("The token lacks a permission.");
        told.ShouldContain("GET on route reports");
        told.ShouldNotContain("secret-path");
        (await window.InspectAsync()).ShouldBeEmpty();
        await window.PictureAsync("usage");
        await page.ClickAsync("text=Explain this refusal");
        (await window.TextAsync("main")).ShouldContain("insufficient_permission");
        new Uri(page.Url).Query.ShouldBe($"?method=GET&path=%2Freports&tokenId={token.Id}");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_recorded_and_nothing_refused_are_said()
    {
        var token = (await portal.IssueAsync("erik", "unused")).Token;
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync($"/tokens/{token.Id}");

        var told = await window.TextAsync("main");
        told.ShouldContain("No requests in the last 30 days.");
        told.ShouldContain("No request of this token was refused.");
        told.ShouldContain("Never used");
    }
}

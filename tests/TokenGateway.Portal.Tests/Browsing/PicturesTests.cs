using Microsoft.Playwright;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>
/// The pictures of the documentation: <c>TOKENGATEWAY_PICTURES=docs/portal</c> (an absolute path) keeps them. Without it the same
/// pages are only visited.
/// </summary>
public sealed class PicturesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly ViewportSize Desk = new() { Width = 1280, Height = 800 };

    [Theory]
    [InlineData(ColorScheme.Light, "")]
    [InlineData(ColorScheme.Dark, "-dark")]
    public async Task Pages_of_somebody_who_makes_a_token(ColorScheme scheme, string suffix)
    {
        var laptop = await portal.IssueAsync("erik", "laptop" + suffix, request => request with { ExpiresAt = DateTimeOffset.UtcNow.AddDays(9) });
        await portal.IssueAsync("erik", "nightly export" + suffix, request => request with { Description = "reads orders for the warehouse" });
        (await portal.GetAsync("/orders", laptop.Value!)).ShouldBe(200);
        await using var window = await portal.OpenAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = Desk });
        await window.Page.GotoAsync("/sign-in");
        await window.PictureAsync("sign-in" + suffix);
        await window.SignInAsync("erik");
        await window.Page.GotoAsync("/tokens");
        await window.PictureAsync("tokens" + suffix);
        await window.Page.GotoAsync("/tokens/new?name=deploy&permission=orders:read&expires=30d");
        await window.PictureAsync("new" + suffix);
        await window.ClickAsync("Create token");
        (await window.ValueAsync()).ShouldStartWith("tgw_");
        await window.PictureAsync("created" + suffix);
        await window.ClickAsync("Copy");
        await window.Page.GotoAsync($"/tokens/{laptop.Token.Id}");
        await window.PictureAsync("token" + suffix);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_an_administrator()
    {
        await using var window = await portal.OpenAsync(new BrowserNewContextOptions { ViewportSize = Desk });
        await window.SignInAsync("ada");
        foreach (var (path, name) in new[] { ("/access", "access"), ("/explain?path=/reports/revenue&role=Engineers", "explain"), ("/audit", "audit"), ("/users", "users"), ("/settings", "settings") })
        {
            await window.Page.GotoAsync(path);
            await window.PictureAsync(name);
        }

        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_on_a_telephone()
    {
        await portal.IssueAsync("uma", "phone");
        await using var window = await portal.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        await window.SignInAsync("uma");
        await window.Page.GotoAsync("/tokens");
        await window.PictureAsync("tokens-360");
        await window.Page.GotoAsync("/tokens/new");
        await window.PictureAsync("new-360");
        window.Complaints.ShouldBeEmpty();
    }
}

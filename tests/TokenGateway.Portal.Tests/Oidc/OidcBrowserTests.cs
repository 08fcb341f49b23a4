using Microsoft.Playwright;
using TokenGateway.Portal.Tests.Browsing;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>The way over the provider in a real browser, which keeps the rules about cookies and forms.</summary>
public sealed class OidcBrowserTests(OidcFixture oidc, Chromium chromium) : IClassFixture<OidcFixture>, IClassFixture<Chromium>
{
    [Fact]
    public async Task Sign_in_and_out_here_and_at_the_provider()
    {
        await oidc.Provider.PutAsync("browser", """{ "preferred_username": "bea", "groups": ["staff"] }""");
        await using var window = await chromium.OpenAsync(oidc.Portal);
        var page = window.Page;
        await page.GotoAsync("/tokens/new?name=asked");
        (await window.InspectAsync()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in with Example ID" }).ClickAsync();
        await page.FillAsync("input[name=login]", "browser");
        await page.ClickAsync("button");

        (await page.InputValueAsync("#name")).ShouldBe("asked");
        await page.GotoAsync("/account");
        (await window.TextAsync("main")).ShouldContain("You sign in with an identity provider");
        (await page.CountAsync("main input[type=password]")).ShouldBe(0);

        await window.ClickAsync("Sign out");
        await page.ArriveAsync(url => url.ToString().StartsWith(oidc.Provider.Issuer.OriginalString, StringComparison.Ordinal), "the provider");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("Yes", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await page.ArriveAsync("/sign-in");
        await page.GotoAsync("/tokens");
        new Uri(page.Url).AbsolutePath.ShouldBe("/sign-in");

        // Signed out there too: the provider asks again.
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in with Example ID" }).ClickAsync();
        await page.WaitForSelectorAsync("input[name=login]");
        window.Complaints.Where(text => text.Contains("Content Security", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusal_is_a_page_like_the_others()
    {
        await oidc.Provider.PutAsync("no-role", """{ "preferred_username": "ned", "groups": ["guests"] }""");
        await using var window = await chromium.OpenAsync(oidc.Portal);
        await window.Page.GotoAsync("/sign-in/oidc");
        await window.Page.FillAsync("input[name=login]", "no-role");
        await window.Page.ClickAsync("button");

        (await window.TextAsync("h1")).ShouldBe("You are not signed in");
        (await window.TextAsync("main li")).ShouldBe("guests");
        (await window.Page.TitleAsync()).ShouldBe("You are not signed in · TokenGateway");
        (await window.InspectAsync()).ShouldBeEmpty();
        await window.PictureAsync("oidc-no-role");
    }

    [Fact]
    public async Task Sign_in_that_cannot_be_shown_to_be_recent_ends_on_a_page_that_leads_back()
    {
        await oidc.Provider.PutAsync("undated", """{ "preferred_username": "una-dated", "groups": ["admins"], "teams": ["all"] }""", """{ "auth_time": null }""");
        await using var window = await chromium.OpenAsync(oidc.Portal);
        var page = window.Page;
        await page.GotoAsync("/sign-in/oidc?returnUrl=/tokens/new");
        await page.FillAsync("input[name=login]", "undated");
        await page.ClickAsync("button");
        await page.FillAsync("#name", "boss");
        await page.SelectOptionAsync("#role", "Users");
        await page.ClickAsync("summary:has-text(\"More options\")");
        await page.CheckAsync("input[name=manages][value=users]");
        await window.ClickAsync("Create token");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in with Example ID" }).ClickAsync();
        await page.FillAsync("input[name=login]", "undated");
        await page.ClickAsync("button");

        (await window.TextAsync("h1")).ShouldBe("Your sign-in is not recent");
        (await window.InspectAsync()).ShouldBeEmpty();
        await window.PictureAsync("oidc-unknown-time");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Back to your tokens" }).ClickAsync();
        (await window.TextAsync("h1")).ShouldBe("Tokens");
    }
}

using Microsoft.Playwright;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>An owner that is no person: made by an administrator, used by whom it names, and there when they have left.</summary>
public sealed class ServiceAccountPagesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Account_and_its_token_survive_the_maintainer(bool scripts)
    {
        var (bot, first, second) = ($"ci-bot-{scripts}", $"alice-{scripts}", $"bob-{scripts}");
        await portal.AddUserAsync(first, "Engineers");
        await portal.AddUserAsync(second, "Engineers");
        var options = new BrowserNewContextOptions { JavaScriptEnabled = scripts };
        await using var admins = await portal.SignedInAsync("ada", options);
        await admins.Page.GotoAsync("/new-user");
        await admins.Page.CheckAsync("input[name=kind][value=service]");
        (await admins.Page.IsVisibleAsync("#password")).ShouldBeFalse();
        await admins.Page.FillAsync("#id", bot);
        await admins.Page.CheckAsync("input[value=Engineers]");
        await admins.Page.FillAsync("#maintainers", first);
        await admins.PictureAsync($"service-account-new-{scripts}");
        await admins.ClickAsync("Create user");
        (await admins.TextAsync("h1")).ShouldContain("Service account");
        (await admins.Page.CountAsync("#passwords")).ShouldBe(0);

        string value;
        await using (var window = await portal.SignedInAsync(first, options))
        {
            await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = bot }).ClickAsync();
            await window.Page.ClickAsync("a.button:has-text(\"New token\")");
            await window.Page.FillAsync("#name", "pipeline");
            await window.PictureAsync($"service-account-token-{scripts}");
            await window.ClickAsync("Create token");
            value = await window.ValueAsync();
            (await portal.GetAsync("/orders", value)).ShouldBe(200);
            await window.Page.GotoAsync($"/tokens?owner={bot}");
            await window.Page.ClickAsync("text=pipeline");
            (await window.TextAsync(".facts")).ShouldContain(bot);
            await window.ClickAsync("Deactivate");
            (await portal.GetAsync("/orders", value)).ShouldBe(401);
            await window.ClickAsync("Undo");
            (await portal.GetAsync("/orders", value)).ShouldBe(200);
            await window.Page.GotoAsync("/tokens");
            (await window.TextAsync("main")).ShouldNotContain("pipeline");

            // Who leaves while the browser is open keeps nothing.
            await DeleteAsync(admins, first);
            (await window.Page.GotoAsync($"/tokens?owner={bot}"))!.Url.ShouldContain("/sign-in");
        }

        (await portal.GetAsync("/orders", value)).ShouldBe(200);
        await admins.Page.GotoAsync("/users?kind=service");
        (await admins.TextAsync($"tr:has-text(\"{bot}\")")).ShouldContain("No maintainer");
        await admins.PictureAsync($"service-accounts-{scripts}");
        await admins.Page.ClickAsync($"text={bot}");
        (await admins.TextAsync(".banner")).ShouldContain("Nobody who is enabled");
        await admins.PictureAsync($"service-account-{scripts}");
        await admins.Page.FillAsync("#maintainers", second);
        await admins.ClickAsync("Save");
        (await admins.TextAsync(".facts")).ShouldContain(second);

        await using (var window = await portal.SignedInAsync(second, options))
        {
            await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = bot }).ClickAsync();
            await window.Page.ClickAsync("text=pipeline");
            await window.Page.SelectOptionAsync("select[name=overlap]", "0");
            await window.ClickAsync("Rotate");
            var rotated = await window.ValueAsync();
            rotated.ShouldNotBe(value);
            (await portal.GetAsync("/orders", rotated)).ShouldBe(200);
            (await portal.GetAsync("/orders", value)).ShouldBe(401);
            window.Complaints.ShouldBeEmpty();
        }

        admins.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_else_sees_the_account_or_makes_tokens_for_it_and_all_matching_are_its_own()
    {
        await portal.AddAccountAsync("other-bot", "uma");
        var kept = await portal.IssueAsync("erik", "mine");
        await using var window = await portal.SignedInAsync("erik");
        var page = window.Page;

        await page.GotoAsync("/tokens?owner=other-bot");
        (await window.TextAsync("[role=alert]")).ShouldContain("may not list the tokens of other-bot");
        await page.GotoAsync("/tokens/new?owner=other-bot&name=stolen");
        await window.ClickAsync("Create token");
        (await window.TextAsync("#errors")).ShouldContain("no such user");
        (await page.GotoAsync("/users/other-bot"))!.Status.ShouldBe(404);
        (await page.GotoAsync("/users?kind=service"))!.Status.ShouldBe(404);

        // An address with somebody else's name must not turn into one's own tokens.
        await page.GotoAsync("/tokens");
        await page.EvaluateAsync("document.querySelector('#bulk').action = '/tokens/bulk?owner=other-bot'");
        await page.SelectOptionAsync("#bulk select[name=scope]", "all");
        await window.ClickAsync("Deactivate…");
        (await window.TextAsync("main")).ShouldContain("may not list");
        (await portal.GetAsync("/orders", kept.Value)).ShouldBe(200);
    }

    [Fact]
    public async Task Several_tokens_of_an_account_are_changed_by_its_maintainer_alone()
    {
        await portal.AddAccountAsync("bulk-bot", "uma");
        var (bots, umas) = (await portal.IssueAsync("bulk-bot", "theirs"), await portal.IssueAsync("uma", "mine"));
        await using var window = await portal.SignedInAsync("uma");
        await window.Page.GotoAsync("/tokens?owner=bulk-bot");
        await window.Page.SelectOptionAsync("#bulk select[name=scope]", "all");
        await window.ClickAsync("Deactivate…");
        (await window.TextAsync("main")).ShouldContain("theirs");
        await window.ClickAsync("Deactivate");

        (await window.TextAsync("main")).ShouldContain("theirs");
        (await portal.GetAsync("/orders", bots.Value)).ShouldBe(401);
        (await portal.GetAsync("/orders", umas.Value)).ShouldBe(200);
    }

    [Fact]
    public async Task Form_offers_a_maintainer_no_role_that_it_may_not_give()
    {
        await portal.AddAccountAsync("strong-bot", "uma", role: "Engineers");
        await using var window = await portal.SignedInAsync("uma");
        await window.Page.GotoAsync("/tokens/new?owner=strong-bot");

        (await window.Page.TextsAsync("#role option")).ShouldBe(["Users"]);
        (await window.Page.Locator("[name=manages]").EvaluateAllAsync<string[]>("all => all.map(one => one.value)")).ShouldBe(["own"]);
    }

    [Fact]
    public async Task Who_is_no_person_of_the_store_is_refused_as_a_maintainer_at_the_field()
    {
        await portal.AddAccountAsync("maintained-bot", "uma");
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/users/maintained-bot");
        foreach (var (text, expected) in new[] { ("maintained-bot", "is a service account"), ("nobody-here", "does not exist"), ("a%b", "not a valid user id") })
        {
            await window.Page.FillAsync("#maintainers", text);
            await window.ClickAsync("Save");
            (await window.TextAsync("#maintainers-error")).ShouldContain(expected);
        }

        (await window.InspectAsync()).ShouldBeEmpty();
    }

    private static async Task DeleteAsync(Window admins, string user)
    {
        await admins.Page.GotoAsync($"/users/{user}");
        await admins.Page.FillAsync("#confirm", user);
        await admins.ClickAsync("Delete user");
        (await admins.TextAsync("[role=status]")).ShouldContain("deleted");
    }
}

using Microsoft.Playwright;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>A stranger's first minute: open, create, it works, delete, it does not.</summary>
public sealed class FirstTokenTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_is_created_shown_used_and_deleted(bool scripts)
    {
        await using var window = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        var page = window.Page;

        await page.GotoAsync("/");
        await window.SignInAsync("erik");
        await window.PictureAsync($"tokens-empty-{scripts}");
        await page.ClickAsync("a.button:has-text(\"New token\")");
        await page.FillAsync("#name", "my laptop");
        await window.PictureAsync($"new-{scripts}");
        await window.ClickAsync("Create token");
        var value = await window.ValueAsync();
        await window.PictureAsync($"created-{scripts}");

        (await portal.GetAsync("/orders", value)).ShouldBe(200);
        (await window.TextAsync("main")).ShouldContain($"curl -i -H \"Authorization: Bearer $TGW_TOKEN\" http://localhost:{portal.Gateway.Edge.Port}/orders");

        if (scripts)
            await window.ClickAsync("Copy");
        else
            (await page.Locator("button[data-copy]").First.IsVisibleAsync()).ShouldBeFalse("A button that only a script could make work is not shown.");
        await page.ClickAsync("text=show the token");
        await window.PictureAsync($"token-{scripts}");
        (await page.ContentAsync()).ShouldNotContain(value);
        await page.FillAsync("input[name=name]", "my laptop");
        await page.ClickAsync("button[data-variant=danger]");
        await page.ArriveAsync("/tokens?deleted=");

        (await portal.GetAsync("/orders", value)).ShouldBe(401);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Value_is_shown_once_and_to_its_session_alone()
    {
        await using var window = await portal.SignedInAsync("erik");
        await using var other = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/tokens/new?name=once");
        var created = await window.Page.RunAndWaitForResponseAsync(() => window.ClickAsync("Create token"), response => response.Url.Contains("/tokens/created/", StringComparison.Ordinal));
        var value = await window.ValueAsync();
        created.Headers["cache-control"].ShouldContain("no-store");

        await window.ClickAsync("Copy");
        (await window.CopiedAsync()).ShouldBe(value);
        (await other.Page.GotoAsync(created.Url))!.Status.ShouldBe(410);
        (await window.Page.ReloadAsync())!.Status.ShouldBe(410);
        (await window.Page.ContentAsync()).ShouldNotContain(value);
        await window.Page.GotoAsync("/tokens");
        await window.Page.GoBackAsync();
        (await window.Page.ContentAsync()).ShouldNotContain(value);
        (await window.Page.EvaluateAsync<string>("JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage })")).ShouldNotContain(value);
    }

    [Fact]
    public async Task Leaving_without_having_copied_asks_once()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/tokens/new?name=asks");
        await window.ClickAsync("Create token");
        await window.ValueAsync();
        await window.Page.ClickAsync("h1");
        var asked = 0;
        window.Page.Dialog += async (_, dialog) =>
        {
            asked++;
            await dialog.AcceptAsync();
        };

        await window.Page.GotoAsync("/tokens");

        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Form_that_is_sent_twice_makes_one_token()
    {
        await using var window = await portal.SignedInAsync("uma");
        await window.Page.GotoAsync("/tokens/new?name=twice");
        var form = await window.Page.EvaluateAsync<string>("new URLSearchParams(new FormData(document.getElementById('new'))).toString()");

        for (var i = 0; i < 2; i++)
        {
            await window.Page.EvaluateAsync("form => fetch('/tokens/new', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })", form);
        }

        await window.Page.GotoAsync("/tokens?q=twice");
        (await window.Page.CountAsync("tbody tr")).ShouldBe(1);
    }

    [Fact]
    public async Task Link_fills_the_form_in_and_sends_nothing()
    {
        await using var window = await portal.SignedInAsync("erik");

        await window.Page.GotoAsync("/tokens/new?name=deploy&permission=orders:read&expires=30d&description=nightly&addresses=192.0.2.0/24&role=Engineers&all=yes");

        (await window.Page.InputValueAsync("#name")).ShouldBe("deploy");
        (await window.Page.InputValueAsync("#expires")).ShouldBe("30d");
        (await window.Page.InputValueAsync("#addresses")).ShouldBe("192.0.2.0/24");
        (await window.Page.IsCheckedAsync("input[name=permission][value=\"orders:read\"]")).ShouldBeTrue();
        (await window.Page.IsCheckedAsync("input[name=permission][value=\"orders:write\"]")).ShouldBeFalse();
        (await window.Page.CountAsync("text=from the link")).ShouldBeGreaterThan(3);
        await window.Page.GotoAsync("/tokens?q=deploy");
        (await window.TextAsync("main")).ShouldContain("No token matches");
    }

    [Fact]
    public async Task Summary_follows_what_is_filled_in()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/tokens/new");
        (await window.TextAsync("#summary")).ShouldContain("GET, HEAD /orders");

        await window.Page.SelectOptionAsync("#role", "Engineers");
        await window.Page.SelectOptionAsync("#expires", "never");
        await window.Page.Locator("#summary", new PageLocatorOptions { HasText = "POST" }).Filter(new LocatorFilterOptions { HasText = "never expires" }).WaitForAsync();

        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field_and_the_rest_is_kept()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/tokens/new?description=kept&addresses=nonsense");
        var answer = await window.Page.RunAndWaitForResponseAsync(() => window.ClickAsync("Create token"), response => response.Request.Method == "POST" && !response.Url.Contains("Summary", StringComparison.Ordinal));

        answer.Status.ShouldBe(422);
        (await window.TextAsync("#errors")).ShouldContain("Give the token a name.");
        (await window.TextAsync("#addresses-error")).ShouldContain("nonsense");
        (await window.Page.GetAttributeAsync("#name", "aria-invalid")).ShouldBe("true");
        (await window.Page.InputValueAsync("#description")).ShouldBe("kept");
        (await window.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("errors");
    }

    [Fact]
    public async Task Session_that_ends_while_a_form_is_filled_in_loses_nothing()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/tokens/new");
        await window.Page.FillAsync("#name", "typed at length");
        await window.Page.SelectOptionAsync("#expires", "7d");
        await window.Context.ClearCookiesAsync();

        await window.ClickAsync("Create token");
        await window.Page.ArriveAsync("/sign-in");
        await window.SignInAsync("erik");

        (await window.Page.InputValueAsync("#name")).ShouldBe("typed at length");
        (await window.Page.InputValueAsync("#expires")).ShouldBe("7d");
    }

    [Theory]
    [InlineData("days", "#days", "45", "#until")]
    [InlineData("until", "#until", "2099-12-27T14:05", "#days")]
    public async Task End_of_ones_own_is_asked_for_once_it_is_chosen(string choice, string field, string value, string other)
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/tokens/new?name=ends");
        (await window.Page.IsVisibleAsync(field)).ShouldBeFalse();

        await window.Page.SelectOptionAsync("#expires", choice);
        await window.ClickAsync("Create token");
        (await window.TextAsync("#errors")).ShouldContain("Enter a");
        (await window.Page.IsVisibleAsync(field)).ShouldBeTrue();
        (await window.Page.IsVisibleAsync(other)).ShouldBeFalse();
        await window.Page.FillAsync(field, value);
        await window.ClickAsync("Create token");

        (await window.ValueAsync()).ShouldStartWith("tgw_");
        await window.ClickAsync("Copy");
    }

    [Fact]
    public async Task Everything_is_asked_for_once_more()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/tokens/new?name=root&role=Administrators");

        await window.ClickAsync("Create token");
        (await window.TextAsync("#errors")).ShouldContain("every permission");
        await window.Page.CheckAsync("input[name=all]");
        await window.ClickAsync("Create token");

        (await window.ValueAsync()).ShouldStartWith("tgw_");
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>Passkeys of the browser's own virtual authenticator.</summary>
public sealed class PasskeyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private IPasskeyStore Passkeys => portal.Gateway.Services.GetRequiredService<IPasskeyStore>();

    [Fact]
    public async Task Passkey_is_added_signs_in_counts_and_is_removed()
    {
        await portal.AddUserAsync("pass", "Users");
        await using var window = await portal.SignedInAsync("pass");
        await AddAuthenticatorAsync(window);
        var page = window.Page;
        await AddPasskeyAsync(window, "My <phone>");
        (await window.TextAsync("ul.passkeys")).ShouldContain("My <phone>");
        (await window.TextAsync("ul.passkeys")).ShouldContain("Never used");
        (await window.InspectAsync()).ShouldBeEmpty();
        await window.PictureAsync("account-passkeys");
        var added = (await Passkeys.ListAsync(UserId.Parse("pass"), default)).Single();

        await window.ClickAsync("Sign out");
        await page.ArriveAsync("/sign-in");
        (await window.InspectAsync()).ShouldBeEmpty();
        await SignInByPasskeyAsync(window);
        var used = (await Passkeys.ListAsync(UserId.Parse("pass"), default)).Single();
        used.SignCount.ShouldBeGreaterThan(added.SignCount);
        used.UsedAt.ShouldNotBeNull();

        await page.GotoAsync("/account");
        await page.ClickAsync("ul.passkeys summary");
        await window.ClickAsync("Remove passkey My <phone>");

        // The session that it opened has ended with it.
        await page.ArriveAsync("/sign-in");
        (await Passkeys.ListAsync(UserId.Parse("pass"), default)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForSelectorAsync("#problem");
        (await window.TextAsync("#problem")).ShouldContain("was not accepted");
        window.Complaints.Where(text => !text.Contains("401", StringComparison.Ordinal)).ShouldBeEmpty();
        var actions = (await portal.Gateway.Services.GetRequiredService<IAuditLog>().ListNewestAsync(new AuditFilter { Subject = "user:pass" }, null, 50, default)).Select(record => record.Entry.Action).ToList();
        actions.ShouldContain(AuditAction.PasskeyAdded);
        actions.ShouldContain(AuditAction.PasskeyRemoved);
    }

    [Fact]
    public async Task Answer_works_once_and_in_its_own_session()
    {
        await portal.AddUserAsync("once", "Users");
        await using var window = await portal.SignedInAsync("once");
        await AddAuthenticatorAsync(window);
        await AddPasskeyAsync(window, "key");
        await window.ClickAsync("Sign out");
        await window.Page.ArriveAsync("/sign-in");
        string? body = null;
        window.Page.Request += (_, request) => body = request.Method == "POST" && request.Url.Contains("Passkey", StringComparison.Ordinal) ? request.PostData : body;
        await SignInByPasskeyAsync(window);
        await window.ClickAsync("Sign out");
        await window.Page.ArriveAsync("/sign-in");

        var credential = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body)["credential"].ToString();
        credential.ShouldContain("signature");
        await window.Page.EvaluateAsync("fetch('/sign-in?handler=PasskeyOptions')");
        await window.Page.EvaluateAsync("(text) => { const form = document.querySelector('form[data-passkey]'); form.elements.credential.value = text; form.submit(); }", credential);
        await window.Page.WaitForSelectorAsync("#problem");

        (await window.TextAsync("#problem")).ShouldContain("was not accepted");
    }

    [Fact]
    public async Task Disabled_or_later_user_of_the_id_does_not_get_in()
    {
        await portal.AddUserAsync("gone", "Users");
        await using var window = await portal.SignedInAsync("gone");
        await AddAuthenticatorAsync(window);
        await AddPasskeyAsync(window, "key");
        var (users, id, model) = (portal.Gateway.Users, UserId.Parse("gone"), portal.Gateway.Services.GetRequiredService<IAccessModelSource>().Current);
        await users.SetDisabledAsync(Actor.Operator("test"), id, true, model, default);
        await RefuseAsync();
        await users.DeleteAsync(Actor.Operator("test"), id, model, default);
        await portal.AddUserAsync("gone", "Administrators");
        await RefuseAsync();

        async Task RefuseAsync()
        {
            await window.Page.GotoAsync("/sign-in");
            await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in with a passkey" }).ClickAsync();
            await window.Page.WaitForSelectorAsync("#problem");
        }
    }

    [Fact]
    public async Task Without_a_script_the_pages_say_that_passkeys_need_one()
    {
        await using var window = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await window.Page.GotoAsync("/sign-in");
        (await window.TextAsync("noscript")).ShouldContain("Passkeys need JavaScript");
        (await window.Page.Locator("form[data-passkey]").IsVisibleAsync()).ShouldBeFalse();
        await window.SignInAsync("uma");
        await window.Page.GotoAsync("/account");
        (await window.TextAsync("noscript")).ShouldContain("Passkeys need JavaScript");
    }

    private static async Task AddPasskeyAsync(Window window, string name)
    {
        await window.Page.GotoAsync("/account");
        await window.Page.FillAsync("input[name=name]", name);
        await window.ClickAsync("Add a passkey");
        await window.Page.WaitForSelectorAsync("ul.passkeys");
    }

    private static async Task SignInByPasskeyAsync(Window window)
    {
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in with a passkey" }).ClickAsync();
        await window.Page.ArriveAsync(url => !url.AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal), "another page than the one for signing in");
    }

    private static async Task AddAuthenticatorAsync(Window window)
    {
        var session = await window.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
    }
}

using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Sessions;

public sealed class SessionTests
{
    private static readonly UserId Alice = UserId.Parse("alice");

    [Fact]
    public async Task Sign_out_ends_the_session_on_the_server_and_clears_the_cookie()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");
        var session = browser.Session;

        var page = await browser.SignOutAsync();

        page.Status.ShouldBe(204);
        page.SetCookies.ShouldHaveSingleItem().ShouldBe("__Host-tgw-session=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=lax; httponly");
        browser.Cookies["__Host-tgw-session"] = session;
        (await browser.ShowAsync()).Code.ShouldBe("not_signed_in");
        (await all.AuditedAsync(AuditAction.SessionEnded)).ShouldHaveSingleItem().Actor.Name.ShouldBe("user:alice");
        (await browser.SignOutAsync()).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Without_a_session_there_is_a_challenge()
    {
        await using var all = await SignInGateway.StartAsync();
        using var browser = all.Open();

        var page = await browser.ShowAsync();

        page.Status.ShouldBe(401);
        page.Code.ShouldBe("not_signed_in");
        page.Headers["WWW-Authenticate"].ShouldBe("Session realm=\"tokengateway\"");
    }

    [Fact]
    public async Task Write_needs_the_antiforgery_token_of_this_very_session()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        await all.AddAsync("bob");
        using var browser = await all.SignedInAsync("alice");
        using var other = await all.SignedInAsync("bob");
        var right = browser.Antiforgery;

        foreach (var wrong in new[] { null, "x", right![..^2], other.Antiforgery })
        {
            browser.Antiforgery = wrong;
            (await browser.SignOutAsync()).Code.ShouldBe("antiforgery_failed");
        }

        // Cookie and token of one session, used with another session of the same user in the same browser.
        browser.Antiforgery = right;
        using var second = await all.SignedInAsync("alice");
        second.Antiforgery = right;
        second.Cookies["__Host-tgw-antiforgery"] = browser.Cookies["__Host-tgw-antiforgery"];
        (await second.SignOutAsync()).Code.ShouldBe("antiforgery_failed");

        (await browser.SignOutAsync()).Status.ShouldBe(204);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", 204)]
    [InlineData("Sec-Fetch-Site", "none", 204)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Origin", "{own}", 204)]
    [InlineData("Origin", "https://evil.test", 403)]
    [InlineData("Origin", "null", 403)]
    public async Task Browser_that_says_from_where_it_writes_must_be_here(string header, string value, int status)
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");

        var page = await browser.SignOutAsync((header, value.Replace("{own}", all.Gateway.Management.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)));

        page.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Other_roles_count_at_once()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");
        (await browser.ShowAsync()).Body!["manages"]!.ToJsonString().ShouldBe("[\"own\"]");

        await all.ChangeAsync((users, actor) => users.SetRolesAsync(actor, Alice, [RoleName.Parse("Administrators")], all.Gateway.State.Current.Access, default));

        var page = await browser.ShowAsync();
        page.Body!["roles"]!.ToJsonString().ShouldBe("[\"Administrators\"]");
        page.Body["manages"]!.AsArray().Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("delete")]
    [InlineData("set-password")]
    public async Task Session_of_a_user_who_is_no_more_what_it_was_ends_at_once(string change)
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");
        var model = all.Gateway.State.Current.Access;

        await all.ChangeAsync((users, actor) => change switch
        {
            "disable" => users.SetDisabledAsync(actor, Alice, true, model, default),
            "delete" => users.DeleteAsync(actor, Alice, model, default),
            _ => users.SetPasswordHashAsync(actor, Alice, "other", model, default),
        });

        (await browser.ShowAsync()).Status.ShouldBe(401);
        if (change == "disable")
            await all.ChangeAsync((users, actor) => users.SetDisabledAsync(actor, Alice, false, model, default));
        if (change == "delete")
            await all.AddAsync("alice");
        (await browser.ShowAsync()).Status.ShouldBe(401);
    }

    [Fact]
    public async Task User_that_the_file_declares_now_inherits_no_session_of_the_stored_one()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(all.Gateway.ConfigPath))!.AsObject();
        configuration["TokenGateway"]!["Users"] = JsonNode.Parse("""{ "alice": { "Roles": ["Administrators"] } }""");

        await all.Gateway.RewriteAsync(configuration);

        await Eventually.BecomesTrueAsync(async () => (await browser.ShowAsync()).Status == 401, "the session is nobody's");
    }

    [Fact]
    public async Task Unused_session_ends_and_a_used_one_ends_too()
    {
        await using var all = await SignInGateway.StartAsync("""{ "SignIn": { "IdleTimeout": "1h", "MaxLifetime": "3h" } }""");
        await all.AddAsync("alice");
        using var idle = await all.SignedInAsync("alice");
        using var used = await all.SignedInAsync("alice");

        foreach (var minutes in new[] { 50, 100, 150, 175 })
        {
            all.Clock.Ahead = TimeSpan.FromMinutes(minutes);
            (await used.ShowAsync()).Status.ShouldBe(200);
        }

        (await idle.ShowAsync()).Status.ShouldBe(401);
        all.Clock.Ahead = TimeSpan.FromMinutes(181);
        (await used.ShowAsync()).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Two_gateways_on_one_store_share_sessions_and_antiforgery_tokens()
    {
        var store = Directory.CreateTempSubdirectory("tgw-store-");
        try
        {
            var ours = $$"""{ "Store": { "ConnectionString": "Data Source={{store.FullName}}/tokengateway.db" } }""";
            await using var one = await SignInGateway.StartAsync(ours);
            await using var two = await SignInGateway.StartAsync(ours);
            await one.AddAsync("alice");
            using var browser = await one.SignedInAsync("alice");
            using var there = two.Open();
            foreach (var (name, value) in browser.Cookies)
                there.Cookies[name] = value;
            there.Antiforgery = browser.Antiforgery;

            (await there.SignOutAsync()).Status.ShouldBe(204);

            (await browser.ShowAsync()).Status.ShouldBe(401);
        }
        finally
        {
            store.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Restart_keeps_sessions_and_antiforgery_tokens()
    {
        var store = Directory.CreateTempSubdirectory("tgw-store-");
        try
        {
            var ours = $$"""{ "Store": { "ConnectionString": "Data Source={{store.FullName}}/tokengateway.db" } }""";
            Browser before;
            await using (var first = await SignInGateway.StartAsync(ours))
            {
                await first.AddAsync("alice");
                before = await first.SignedInAsync("alice");
            }

            await using var second = await SignInGateway.StartAsync(ours);
            using var browser = second.Open();
            foreach (var (name, value) in before.Cookies)
                browser.Cookies[name] = value;
            browser.Antiforgery = before.Antiforgery;
            before.Dispose();

            (await browser.SignOutAsync()).Status.ShouldBe(204);
        }
        finally
        {
            store.Delete(recursive: true);
        }
    }
}

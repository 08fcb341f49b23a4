using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Auditing;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Sessions;

public sealed class SignInTests
{
    [Fact]
    public async Task Right_password_opens_a_session_in_a_cookie_that_only_this_host_gets()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice", "Administrators");
        using var browser = all.Open();

        var page = await browser.SignInAsync("alice", SignInGateway.Password);

        page.Status.ShouldBe(201);
        page.Body!["user"]!.GetValue<string>().ShouldBe("alice");
        page.Body["roles"]!.ToJsonString().ShouldBe("[\"Administrators\"]");
        page.Body["manages"]!.ToJsonString().ShouldBe("[\"own\",\"tokens\",\"users\",\"settings\",\"audit\"]");
        page.Body["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(all.Clock.GetUtcNow().AddHours(23));
        page.Headers["Cache-Control"].ShouldBe("no-store");
        page.SetCookies.Count.ShouldBe(2);
        page.SetCookies.Single(one => one.StartsWith("__Host-tgw-session=", StringComparison.Ordinal))
            .ShouldBe($"__Host-tgw-session={browser.Session}; path=/; secure; samesite=lax; httponly");
        page.SetCookies.Single(one => one.StartsWith("__Host-tgw-antiforgery=", StringComparison.Ordinal))
            .ShouldEndWith("; path=/; secure; samesite=strict; httponly");
        browser.Session.Length.ShouldBe(43);
        (await browser.ShowAsync()).Body!["user"]!.GetValue<string>().ShouldBe("alice");
        (await all.AuditedAsync(AuditAction.SessionStarted)).ShouldHaveSingleItem()
            .ShouldBe(new AuditEntry(new AuditActor("user:alice", "alice", null, "127.0.0.1"), AuditAction.SessionStarted, "user:alice"));
    }

    [Fact]
    public async Task Whoever_is_refused_learns_nothing_and_costs_the_same()
    {
        await using var all = await SignInGateway.StartAsync("""{ "Users": { "declared": { "Roles": ["Users"] } } }""");
        await all.AddAsync("alice");
        await all.AddAsync("nopassword", hasPassword: false);
        var disabled = await all.AddAsync("disabled");
        await all.AddAccountAsync("bot");
        await all.ChangeAsync((users, actor) => users.SetDisabledAsync(actor, disabled.Id, true, all.Gateway.State.Current.Access, default));
        var pages = new List<string>();
        var costs = new List<int>();

        // Each from its own address, so that none is throttled.
        var attempts = new[] { ("alice", "wrong password"), ("nobody", SignInGateway.Password), ("nopassword", SignInGateway.Password), ("disabled", SignInGateway.Password), ("bot", SignInGateway.Password), ("declared", SignInGateway.Password), ("not % an id", "x") };
        foreach (var ((user, password), i) in attempts.Select((one, i) => (one, i)))
        {
            using var browser = all.Open($"127.0.0.{i + 1}");
            var before = all.Hasher.Verified;
            pages.Add((await browser.SignInAsync(user, password)).Comparable);
            costs.Add(all.Hasher.Verified - before);
        }

        pages.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem().ShouldStartWith("401 ");
        pages[0].ShouldContain("\"code\":\"invalid_credentials\"");
        costs.ShouldAllBe(cost => cost == 1);
        all.Hasher.Made.ShouldBe(1);
        await Eventually.BecomesTrueAsync(
            async () => (await all.AuditedAsync(AuditAction.SessionRefused)).Select(entry => entry.Subject).Order(StringComparer.Ordinal)
                .SequenceEqual(["user:alice", "user:bot", "user:declared", "user:disabled", "user:nopassword"]),
            "refusals of known users are recorded, names of others are not");
    }

    [Fact]
    public async Task Sign_in_ends_the_session_before_and_takes_no_id_that_was_presented()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        await all.AddAsync("bob");
        using var browser = await all.SignedInAsync("alice");
        var before = browser.Session;

        (await browser.SignInAsync("bob", SignInGateway.Password)).Status.ShouldBe(201);

        browser.Session.ShouldNotBe(before);
        using var thief = all.Open();
        thief.Cookies["__Host-tgw-session"] = before;
        (await thief.ShowAsync()).Status.ShouldBe(401);
        thief.Cookies["__Host-tgw-session"] = new string('A', 43);
        (await thief.SignInAsync("alice", SignInGateway.Password)).Status.ShouldBe(201);
        thief.Session.ShouldNotBe(new string('A', 43));
        (await all.AuditedAsync(AuditAction.SessionEnded)).ShouldHaveSingleItem().Subject.ShouldBe("user:alice");
    }

    [Fact]
    public async Task Without_passwords_there_is_no_sign_in()
    {
        await using var all = await SignInGateway.StartAsync("""{ "SignIn": { "Password": false } }""");
        await all.AddAsync("alice");
        using var browser = all.Open();

        (await browser.SignInAsync("alice", SignInGateway.Password)).Code.ShouldBe("not_found");

        all.Hasher.Verified.ShouldBe(0);
    }

    [Fact]
    public async Task Token_opens_reads_and_ends_no_session()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");
        var bearer = ("Authorization", "Bearer " + (await all.Gateway.IssueAsync("bob", "Administrators")).Value);

        foreach (var page in new[] { await browser.SignInAsync("alice", SignInGateway.Password, bearer), await browser.ShowAsync(bearer), await browser.SignOutAsync(bearer) })
        {
            page.Status.ShouldBe(400);
            page.Code.ShouldBe("ambiguous_credentials");
            page.SetCookies.ShouldBeEmpty();
        }

        (await browser.ShowAsync()).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.test")]
    [InlineData("Origin", "null")]
    public async Task Page_of_another_site_signs_nobody_in(string header, string value)
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = all.Open();

        var page = await browser.SignInAsync("alice", SignInGateway.Password, (header, value));

        page.Status.ShouldBe(403);
        page.Code.ShouldBe("antiforgery_failed");
        page.SetCookies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", "{", 400, "invalid_request")]
    [InlineData("application/json", "", 400, "invalid_request")]
    [InlineData("application/json", "null", 400, "invalid_request")]
    [InlineData("application/json", "[]", 400, "invalid_request")]
    [InlineData("application/json", """{"user":"alice"}""", 400, "invalid_value")]
    [InlineData("application/json", """{"user":["alice"],"password":"x"}""", 400, "invalid_value")]
    [InlineData("application/json", """{"user":null,"password":"correct horse battery"}""", 400, "invalid_value")]
    [InlineData("application/json", """{"user":"alice","password":"correct horse battery","remember":true}""", 400, "invalid_request")]
    [InlineData("application/json", """{"User":"alice","password":"correct horse battery"}""", 400, "invalid_request")]
    [InlineData("application/json", """{"user":"bob","user":"alice","password":"correct horse battery"}""", 400, "invalid_request")]
    [InlineData("application/json", """{"user":"alice","password":"correct horse battery","p\u0061ssword":"x"}""", 400, "invalid_request")]
    [InlineData("application/json", """{"user":"alice","password":"correct horse battery",}""", 400, "invalid_request")]
    [InlineData("application/json", """{"user":"alice","password":"correct horse battery"} {}""", 400, "invalid_request")]
    [InlineData("text/plain", """{"user":"alice","password":"correct horse battery"}""", 415, "unsupported_media_type")]
    [InlineData("application/x-www-form-urlencoded", "user=alice&password=correct+horse+battery", 415, "unsupported_media_type")]
    public async Task Other_bodies_are_refused(string type, string body, int status, string code)
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = all.Open();

        var page = await browser.SendAsync(HttpMethod.Post, new StringContent(body, Encoding.UTF8, type));

        page.Status.ShouldBe(status);
        page.Code.ShouldBe(code);
        page.SetCookies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Endless_body_is_refused_and_endless_password_is_wrong()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = all.Open();

        (await browser.SendAsync(HttpMethod.Post, JsonContent.Create(new { user = "alice", password = new string('a', 9000) }))).Status.ShouldBe(413);
        (await browser.SignInAsync("alice", new string('a', 4000))).Code.ShouldBe("invalid_credentials");

        all.Hasher.Verified.ShouldBe(0);
    }

    [Fact]
    public async Task Plain_http_from_another_machine_is_told_why_it_cannot_work()
    {
        await using var all = await SignInGateway.StartAsync(configure: builder => builder.Services.AddSingleton<IStartupFilter, FarAway>());
        await all.AddAsync("alice");
        using var browser = all.Open();

        var page = await browser.SignInAsync("alice", SignInGateway.Password);

        page.Status.ShouldBe(400);
        page.Code.ShouldBe("https_required");
        all.Hasher.Verified.ShouldBe(0);
    }

    [Fact]
    public async Task Older_hash_is_made_anew_and_the_session_goes_on()
    {
        await using var all = await SignInGateway.StartAsync();
        var alice = await all.AddAsync("alice");
        var store = all.Gateway.Services.GetRequiredService<Core.Storage.IUserStore>();
        var before = await store.GetPasswordHashAsync(alice.Id, default);
        all.Hasher.Says = Microsoft.AspNetCore.Identity.PasswordVerificationResult.SuccessRehashNeeded;

        using var browser = await all.SignedInAsync("alice");

        (await store.GetPasswordHashAsync(alice.Id, default)).ShouldNotBe(before);
        (await browser.ShowAsync()).Status.ShouldBe(200);
        all.Hasher.Says = null;
        using var again = await all.SignedInAsync("alice");
    }
}

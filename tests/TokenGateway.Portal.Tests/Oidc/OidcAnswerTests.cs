using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>Answers that are not the provider's to this browser, or not for this gateway, open nothing.</summary>
public sealed class OidcAnswerTests(OidcFixture oidc) : IClassFixture<OidcFixture>
{
    // The subject becomes the id.
    private const string Claims = """{ "groups": ["staff"] }""";

    [Theory]
    [InlineData("""{ "nonce": "another" }""")]
    [InlineData("""{ "aud": "another-client" }""")]
    [InlineData("""{ "iss": "https://evil.example" }""")]
    [InlineData("""{ "exp": 1000000000 }""")]
    [InlineData("""{ "key": "another" }""")]
    public async Task Token_that_is_wrong_in_one_claim_is_refused(string wrong)
    {
        await oidc.Provider.PutAsync("wrong", Claims, wrong);

        using var traveller = await oidc.SignInAsync("wrong");

        ShouldBeOut(traveller);
    }

    [Fact]
    public async Task Answer_with_another_state_is_refused()
    {
        await oidc.Provider.PutAsync("state", Claims);
        using var traveller = await oidc.AtProviderAsync();
        using var other = await oidc.AtProviderAsync();
        var callback = (await traveller.SignInAsync("state", OidcFixture.IsCallback))!;
        var others = (await other.SignInAsync("state", OidcFixture.IsCallback))!;
        var query = QueryHelpers.ParseQuery(callback.Query).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        foreach (var state in new[] { QueryHelpers.ParseQuery(others.Query)["state"].ToString(), "x", "" })
        {
            query["state"] = state;
            await traveller.GoAsync(new Uri(oidc.Portal, QueryHelpers.AddQueryString("/sign-in/oidc/callback", query)));
            ShouldBeOut(traveller);
        }

        // Untouched, it works.
        await traveller.GoAsync(callback);
        traveller.SessionAt(oidc.Portal).ShouldNotBeNull();
    }

    [Fact]
    public async Task Answer_in_the_browser_of_somebody_else_is_refused()
    {
        await oidc.Provider.PutAsync("login-csrf", Claims);
        using var attacker = await oidc.AtProviderAsync();
        var callback = (await attacker.SignInAsync("login-csrf", OidcFixture.IsCallback))!;

        using var victim = new Traveller();
        await victim.GoAsync(callback);

        ShouldBeOut(victim);
    }

    [Fact]
    public async Task Answer_works_once_even_with_its_cookies_kept()
    {
        await oidc.Provider.PutAsync("replay", Claims);
        using var traveller = await oidc.AtProviderAsync();
        var callback = (await traveller.SignInAsync("replay", OidcFixture.IsCallback))!;
        var kept = new Dictionary<string, string>(traveller.Cookies[oidc.Portal.Authority], StringComparer.Ordinal);
        await traveller.GoAsync(callback);
        traveller.SessionAt(oidc.Portal).ShouldNotBeNull();

        // As the browser is now, and as it was before.
        traveller.Cookies[oidc.Portal.Authority].Remove("__Host-tgw-session");
        await traveller.GoAsync(callback);
        ShouldBeOut(traveller);
        traveller.Cookies[oidc.Portal.Authority] = kept;
        await traveller.GoAsync(callback);
        ShouldBeOut(traveller);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Answer_that_names_another_issuer_or_none_is_refused_before_its_code_is_sent(string? issuer)
    {
        await oidc.Provider.PutAsync("mixed-up", Claims);
        using var traveller = await oidc.AtProviderAsync();
        var callback = (await traveller.SignInAsync("mixed-up", OidcFixture.IsCallback))!;
        var query = QueryHelpers.ParseQuery(callback.Query).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query["iss"].ShouldBe(oidc.Provider.Issuer.OriginalString);
        query["iss"] = issuer;
        var kept = new Dictionary<string, string>(traveller.Cookies[oidc.Portal.Authority], StringComparer.Ordinal);

        await traveller.GoAsync(new Uri(oidc.Portal, QueryHelpers.AddQueryString("/sign-in/oidc/callback", query)));
        ShouldBeOut(traveller);

        // The code is as good as before.
        traveller.Cookies[oidc.Portal.Authority] = kept;
        await traveller.GoAsync(callback);
        traveller.SessionAt(oidc.Portal).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{ "raw": "\"groups\":[\"guests\"],\"groups\":[\"admins\"]" }""", null)]
    [InlineData("""{ "raw": "\"sub\":\"another\"" }""", null)]
    [InlineData("""{ "raw": "\"deep\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" }""", null)]
    [InlineData(null, """{ "sub": "doubtful", "groups": ["staff"], "groups": ["admins"] }""")]
    [InlineData(null, """{ "sub": "another", "groups": ["admins"] }""")]
    [InlineData(null, """["admins"]""")]
    [InlineData(null, "{")]
    public async Task Claims_that_read_in_two_ways_or_in_none_open_nothing(string? wrong, string? userInfo)
    {
        await oidc.Provider.PutAsync("doubtful", Claims, wrong, userInfo);

        using var traveller = await oidc.SignInAsync("doubtful");

        ShouldBeOut(traveller);
        (await oidc.UserAsync("doubtful")).ShouldBeNull();
    }

    [Fact]
    public async Task Claims_that_are_too_long_open_nothing()
    {
        await oidc.Provider.PutAsync("huge", Claims, userInfo: $$"""{ "sub": "huge", "groups": ["staff"], "x": "{{new string('x', 400_000)}}" }""");

        using var traveller = await oidc.SignInAsync("huge");

        ShouldBeOut(traveller);
    }

    [Fact]
    public async Task Who_says_no_at_the_provider_is_told_so_and_nothing_of_the_providers_text()
    {
        using var traveller = await oidc.SignInAsync("deny");

        traveller.Status.ShouldBe(HttpStatusCode.Forbidden);
        traveller.Text.ShouldContain("Example ID did not confirm");
        traveller.Text.ShouldNotContain("&lt;b");
        traveller.SessionAt(oidc.Portal).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?error=server_error&error_description=%3Cscript%3E")]
    [InlineData("?code=x&state=y&id_token=z")]
    [InlineData("?access_token=z")]
    public async Task Made_up_answer_is_a_plain_refusal(string query)
    {
        using var traveller = new Traveller();

        await traveller.GoAsync(new Uri(oidc.Portal, "/sign-in/oidc/callback" + query));

        ShouldBeOut(traveller);
        traveller.Text.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Question_has_pkce_nonce_state_and_cookies_that_the_edge_takes_out()
    {
        using var traveller = new Traveller();
        var there = (await traveller.GoAsync(new Uri(oidc.Portal, "/sign-in/oidc"), stop: address => address.AbsolutePath.EndsWith("/auth", StringComparison.Ordinal)))!;
        var query = QueryHelpers.ParseQuery(there.Query);

        traveller.Cookies[oidc.Portal.Authority].Keys.ShouldAllBe(name => name.StartsWith("__Host-tgw-oidc-", StringComparison.Ordinal));
        traveller.Cookies[oidc.Portal.Authority].Count.ShouldBe(2);
        query["client_id"].ToString().ShouldBe("gateway");
        query.ContainsKey("request_uri").ShouldBeTrue("pushed to the provider (RFC 9126), so that nothing of it is in the address");
    }

    [Fact]
    public async Task Session_of_before_ends_with_a_new_sign_in()
    {
        await oidc.Provider.PutAsync("twice", """{ "preferred_username": "zoe", "groups": ["staff"] }""");
        using var zoe = await oidc.SignInAsync("twice");
        var first = zoe.SessionAt(oidc.Portal)!;
        await zoe.GoAsync(new Uri(oidc.Portal, "/sign-in/oidc"));
        zoe.SessionAt(oidc.Portal).ShouldNotBe(first);

        zoe.Cookies[oidc.Portal.Authority]["__Host-tgw-session"] = first;
        (await zoe.SendOnceAsync(new Uri(oidc.Portal, "/tokens"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private void ShouldBeOut(Traveller traveller)
    {
        traveller.Status.ShouldBe(HttpStatusCode.BadRequest);
        traveller.Text.ShouldContain("is not valid, has expired, or belongs to another sign-in");
        traveller.SessionAt(oidc.Portal).ShouldBeNull();
    }
}

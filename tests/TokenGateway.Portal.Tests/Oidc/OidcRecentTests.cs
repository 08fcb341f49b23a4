using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>What needs a recent sign-in, where people sign in at a provider that says when that was, says something old, or nothing.</summary>
public sealed class OidcRecentTests(OidcFixture oidc) : IClassFixture<OidcFixture>
{
    private const string Claims = """{ "preferred_username": "LOGIN", "groups": ["admins"], "teams": ["all"] }""";

    private const string NoTime = """{ "auth_time": null }""";

    [Fact]
    public async Task Sign_in_that_the_provider_dates_now_is_recent()
    {
        using var ada = await SignedInAsync(oidc, "dated", wrong: null);

        (await CreateAsync(oidc, ada)).ShouldStartWith("/tokens/created/");
    }

    [Fact]
    public async Task Old_sign_in_is_made_anew_and_then_it_is_recent()
    {
        using var ada = await SignedInAsync(oidc, "old", TimeBefore(TimeSpan.FromMinutes(10)));
        var again = await CreateAsync(oidc, ada);
        again.ShouldStartWith("/sign-in?returnUrl=");

        await oidc.Provider.PutAsync("old", ClaimsOf("old"));
        await AgainAsync(oidc, ada, "old", again);

        ada.At.AbsolutePath.ShouldBe("/tokens/new");
        (await CreateAsync(oidc, ada)).ShouldStartWith("/tokens/created/");
    }

    [Theory]
    [InlineData("missing", NoTime)]
    [InlineData("words", """{ "auth_time": "just now" }""")]
    public async Task Provider_that_does_not_say_when_gets_one_message_and_the_session_of_before_stays(string login, string wrong)
    {
        using var ada = await SignedInAsync(oidc, login, wrong);
        var session = ada.SessionAt(oidc.Portal);
        ada.Status.ShouldBe(HttpStatusCode.OK);
        await ada.GoAsync(new Uri(oidc.Portal, "/account"));
        ada.Text.ShouldContain("not known: the identity provider does not say");
        var again = await CreateAsync(oidc, ada);
        again.ShouldStartWith("/sign-in?returnUrl=");

        await AgainAsync(oidc, ada, login, again);

        (ada.Status, ada.At.AbsolutePath).ShouldBe((HttpStatusCode.Forbidden, "/sign-in/oidc/callback"));
        ada.Text.ShouldContain("auth_time is missing from its ID token");
        ada.Text.ShouldContain("SignIn:Oidc:InsecureAllowMissingAuthTime");
        ada.Text.ShouldContain("href=\"/tokens\"");
        ada.Text.ShouldNotContain("You are not signed in");
        ada.SessionAt(oidc.Portal).ShouldBe(session);
        (await CreateAsync(oidc, ada)).ShouldStartWith("/sign-in?returnUrl=");
        (await CreateByApiAsync(ada, """{ "name": "plain" }""")).ShouldBe(HttpStatusCode.Created);
        (await CreateByApiAsync(ada, """{ "name": "boss", "manages": ["own"] }""")).ShouldBe(HttpStatusCode.Forbidden);
        ada.Text.ShouldContain("sign_in_again");
    }

    [Fact]
    public async Task Provider_that_lets_people_through_unasked_gets_one_message()
    {
        var old = TimeBefore(TimeSpan.FromMinutes(10));
        using var ada = await SignedInAsync(oidc, "lax", old);
        var again = await CreateAsync(oidc, ada);

        await AgainAsync(oidc, ada, "lax", again);

        (ada.Status, ada.At.AbsolutePath).ShouldBe((HttpStatusCode.Forbidden, "/sign-in/oidc/callback"));
        ada.Text.ShouldContain("let you through without asking who you are");
    }

    [Fact]
    public async Task Recent_sign_in_without_a_session_of_before_is_refused_too()
    {
        await oidc.Provider.PutAsync("fresh", ClaimsOf("fresh"), NoTime);

        using var traveller = await oidc.SignInAsync("fresh", "?again=1");

        traveller.Status.ShouldBe(HttpStatusCode.Forbidden);
        traveller.Text.ShouldContain("href=\"/sign-in\"");
        traveller.SessionAt(oidc.Portal).ShouldBeNull();
    }

    [Fact]
    public async Task Time_that_is_yet_to_come_is_now()
    {
        var began = DateTime.UtcNow;
        using var ada = await SignedInAsync(oidc, "future", TimeBefore(TimeSpan.FromDays(-300)));

        await ada.GoAsync(new Uri(oidc.Portal, "/account"));

        // Midnight may have passed.
        new[] { began, DateTime.UtcNow }.ShouldContain(day => ada.Text.Contains("datetime=\"" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    public sealed class Trusting(Trusting.Fixture oidc) : IClassFixture<Trusting.Fixture>
    {
        [Fact]
        public async Task File_may_let_a_sign_in_count_that_was_asked_to_be_new_and_no_other()
        {
            using var ada = await SignedInAsync(oidc, "trusted", NoTime);
            var again = await CreateAsync(oidc, ada);
            again.ShouldStartWith("/sign-in?returnUrl=");

            await AgainAsync(oidc, ada, "trusted", again);

            (await CreateAsync(oidc, ada)).ShouldStartWith("/tokens/created/");
        }

        [Fact]
        public async Task Time_that_the_provider_does_say_counts_as_ever()
        {
            using var ada = await SignedInAsync(oidc, "trusted-old", TimeBefore(TimeSpan.FromMinutes(10)));
            await AgainAsync(oidc, ada, "trusted-old", await CreateAsync(oidc, ada));

            ada.Text.ShouldContain("let you through without asking who you are");
        }

        public sealed class Fixture : OidcFixture
        {
            protected override JsonObject Shape(JsonObject oidc)
            {
                oidc["InsecureAllowMissingAuthTime"] = true;
                return oidc;
            }
        }
    }

    private static string ClaimsOf(string login) => Claims.Replace("LOGIN", login, StringComparison.Ordinal);

    private static string TimeBefore(TimeSpan ago) =>
        $$"""{ "auth_time": {{(DateTimeOffset.UtcNow - ago).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}} }""";

    private static async Task<Traveller> SignedInAsync(OidcFixture oidc, string login, string? wrong)
    {
        await oidc.Provider.PutAsync(login, ClaimsOf(login), wrong);
        var traveller = await oidc.SignInAsync(login);
        traveller.Status.ShouldBe(HttpStatusCode.OK, traveller.Text);
        return traveller;
    }

    // Where the page leads on to.
    private static async Task<string> CreateAsync(OidcFixture oidc, Traveller ada)
    {
        await ada.GoAsync(new Uri(oidc.Portal, "/tokens/new"));
        using var answer = await ada.PostAsync(new Uri(oidc.Portal, "/tokens/new"), ("name", "boss token"), ("manages", "users"), ("role", "Users"), ("realm", "red"), ("expires", "30d"));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, ada.Text);
        return answer.Headers.Location!.ToString();
    }

    // From the sign-in page over the provider, which asks again, and back.
    private static async Task AgainAsync(OidcFixture oidc, Traveller ada, string login, string signIn)
    {
        await ada.GoAsync(new Uri(oidc.Portal, signIn));
        var link = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(
            ada.Text, "href=\"(?<link>/sign-in/oidc[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["link"].Value);
        link.ShouldEndWith("&again=1");
        await ada.GoAsync(new Uri(oidc.Portal, link));
        ada.At.Authority.ShouldBe(oidc.Provider.Issuer.Authority);
        await ada.SignInAsync(login);
    }

    private async Task<HttpStatusCode> CreateByApiAsync(Traveller ada, string body)
    {
        await ada.GoAsync(new Uri(oidc.Portal, "/api/v1/session"));
        using var document = JsonDocument.Parse(ada.Text);
        using var content = new StringContent(body.Replace("{ ", "{ \"realm\": \"red\", ", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        content.Headers.Add("X-Antiforgery-Token", document.RootElement.GetProperty("antiforgery").GetString());
        using var answer = await ada.SendOnceAsync(new Uri(oidc.Portal, "/api/v1/tokens"), HttpMethod.Post, content);
        return answer.StatusCode;
    }
}

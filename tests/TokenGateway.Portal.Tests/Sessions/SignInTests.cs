using System.Net;
using TokenGateway.Portal.Tests.Browsing;

namespace TokenGateway.Portal.Tests.Sessions;

public sealed class SignInTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("/%09/evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_sent_to_another_host(string returnUrl)
    {
        await using var window = await portal.OpenAsync();
        await window.Page.GotoAsync("/sign-in?returnUrl=" + returnUrl);

        await window.SignInAsync("erik");

        new Uri(window.Page.Url).AbsolutePath.ShouldBe("/tokens");
    }

    [Fact]
    public async Task Page_that_was_asked_for_comes_after_signing_in()
    {
        await using var window = await portal.OpenAsync();
        await window.Page.GotoAsync("/tokens/new?name=asked");

        await window.SignInAsync("erik");

        (await window.Page.InputValueAsync("#name")).ShouldBe("asked");
    }

    [Theory]
    [InlineData("erik", "wrong password here")]
    [InlineData("nobody", "wrong password here")]
    public async Task What_is_wrong_is_not_told(string user, string password)
    {
        await using var window = await portal.OpenAsync();
        await window.Page.GotoAsync("/sign-in");
        await window.Page.FillAsync("input[name=user]", user);
        await window.Page.FillAsync("input[name=password]", password);
        var answer = await window.Page.RunAndWaitForResponseAsync(() => window.ClickAsync("Sign in"), response => response.Request.Method == "POST");

        answer.Status.ShouldBe(401);
        (await window.TextAsync("#problem")).ShouldBe("The user or the password is wrong.");
        (await window.Page.InputValueAsync("input[name=password]")).ShouldBe("");
    }

    [Fact]
    public async Task Signing_in_makes_another_session_and_signing_out_ends_it_on_the_server()
    {
        await using var window = await portal.SignedInAsync("erik");
        var first = await SessionAsync(window);
        await window.Page.GotoAsync("/tokens");
        await window.ClickAsync("Sign out");
        await window.Page.ArriveAsync("/sign-in");

        (await GetAsync("/tokens", first)).ShouldBe(HttpStatusCode.SeeOther);
        await window.SignInAsync("erik");
        (await SessionAsync(window)).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("/tokens/new")]
    [InlineData("/sign-out")]
    [InlineData("/account")]
    public async Task Form_without_the_pages_token_changes_nothing(string path)
    {
        await using var window = await portal.SignedInAsync("erik");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal.Gateway.Management, path)) { Content = new FormUrlEncodedContent([new("name", "forged")]) };
        request.Headers.Add("Cookie", "__Host-tgw-session=" + await SessionAsync(window));

        using var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("nothing was changed");
        (await GetAsync("/tokens", await SessionAsync(window))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_of_another_is_no_page()
    {
        var made = await portal.IssueAsync("ada", "secret of ada");
        await using var window = await portal.SignedInAsync("uma");

        (await window.Page.GotoAsync($"/tokens/{made.Token.Id}"))!.Status.ShouldBe(404);
        (await window.TextAsync("main")).ShouldNotContain("secret of ada");
        (await window.Page.GotoAsync("/tokens"))!.Status.ShouldBe(200);
        (await window.TextAsync("main")).ShouldNotContain("secret of ada");
    }

    [Fact]
    public async Task Names_are_text_wherever_they_stand()
    {
        const string name = "<img src=x onerror=alert(1)>\"'&{{7*7}}";
        var made = await portal.IssueAsync("uma", name);
        await using var window = await portal.SignedInAsync("uma");
        foreach (var path in new[] { "/tokens", $"/tokens/{made.Token.Id}", $"/tokens/new?like={made.Token.Id}" })
        {
            await window.Page.GotoAsync(path);
            (await window.Page.CountAsync("img")).ShouldBe(0);
        }

        (await window.Page.InputValueAsync("#name")).ShouldBe(name);
        window.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/no/such/page", 404)]
    [InlineData("/tokens/999999", 404)]
    [InlineData("/tokens/abc", 404)]
    public async Task What_there_is_not_is_a_page_that_says_so(string path, int status)
    {
        await using var window = await portal.SignedInAsync("uma");

        (await window.Page.GotoAsync(path))!.Status.ShouldBe(status);
        (await window.TextAsync("h1")).ShouldBe("This did not work");
    }

    [Fact]
    public async Task Password_is_changed_by_who_knows_it_and_ends_the_sessions()
    {
        await portal.AddUserAsync("pat", "Users");
        await using var window = await portal.SignedInAsync("pat");
        await window.Page.GotoAsync("/account");
        await window.Page.FillAsync("input[name=present]", "not the password");
        await window.Page.FillAsync("input[name=wanted]", "another battery staple");
        await window.ClickAsync("Change password");
        (await window.TextAsync("main")).ShouldContain("The current password is wrong.");

        var session = await SessionAsync(window);
        await window.Page.FillAsync("input[name=present]", PortalFixture.Password);
        await window.Page.FillAsync("input[name=wanted]", "another battery staple");
        await window.ClickAsync("Change password");
        await window.Page.ArriveAsync("/sign-in");

        (await GetAsync("/tokens", session)).ShouldBe(HttpStatusCode.SeeOther);
        await window.Page.FillAsync("input[name=user]", "pat");
        await window.Page.FillAsync("input[name=password]", "another battery staple");
        await window.ClickAsync("Sign in");
        await window.Page.ArriveAsync("/tokens");
    }

    private static async Task<string> SessionAsync(Window window) =>
        (await window.Context.CookiesAsync()).Single(cookie => cookie.Name == "__Host-tgw-session").Value;

    private async Task<HttpStatusCode> GetAsync(string path, string session)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Gateway.Management, path));
        request.Headers.Add("Cookie", "__Host-tgw-session=" + session);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}

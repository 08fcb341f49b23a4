using System.Net.Http.Headers;
using System.Text;
using TokenGateway.EndToEnd.Tests.Sessions;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>A call without a token uses the session, and its writes must prove their origin.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task A_call_by_session_has_the_users_rights_and_a_write_needs_proof()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");

        var me = await SendAsync(all, browser, HttpMethod.Get, "/me");
        (me.Status, (string?)me.Body!["by"], (string?)me.Body["user"]!["id"]).ShouldBe((200, "session", "alice"));
        me.Body["token"].ShouldBeNull();
        me.Body["manages"]!.ToJsonString().ShouldBe("""["own"]""");
        (await SendAsync(all, browser, HttpMethod.Get, "/users/alice")).Status.ShouldBe(200);

        CodeOf(await SendAsync(all, browser, HttpMethod.Post, "/tokens", "{}")).ShouldBe("antiforgery_failed");
        CodeOf(await SendAsync(all, browser, HttpMethod.Delete, "/tokens/1")).ShouldBe("antiforgery_failed");
        CodeOf(await SendAsync(all, browser, HttpMethod.Patch, "/users/alice", "{}", ("X-Antiforgery-Token", browser.Antiforgery!))).ShouldBe("forbidden");
        (await SendAsync(all, browser, HttpMethod.Post, "/tokens", "{}", ("X-Antiforgery-Token", browser.Antiforgery!))).Status.ShouldBe(201);
    }

    /// <summary>A presented token takes precedence, even a wrong one: credentials are not tried in turn.</summary>
    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Basic YTpi")]
    [InlineData("")]
    public async Task A_session_does_not_make_up_for_a_wrong_token(string header)
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");

        var answer = await SendAsync(all, browser, HttpMethod.Get, "/me", null, ("Authorization", header));

        (answer.Status, CodeOf(answer)).ShouldBe((401, "invalid_token"));
        (await SendAsync(all, browser, HttpMethod.Get, "/session", null, ("Authorization", header))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Antiforgery_token_of_another_session_of_the_same_user_does_not_count()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var one = await all.SignedInAsync("alice");
        using var other = await all.SignedInAsync("alice");
        one.Cookies["__Host-tgw-antiforgery"] = other.Cookies["__Host-tgw-antiforgery"];

        CodeOf(await SendAsync(all, one, HttpMethod.Post, "/tokens", "{}", ("X-Antiforgery-Token", other.Antiforgery!))).ShouldBe("antiforgery_failed");
    }

    private static string? CodeOf(Page page) => (string?)page.Body?["code"];

    private static async Task<Page> SendAsync(
        SignInGateway all, Browser browser, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient { BaseAddress = all.Gateway.Management };
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(one => $"{one.Key}={one.Value}")));
        using var response = await client.SendAsync(request);
        return await Page.ReadAsync(response);
    }
}

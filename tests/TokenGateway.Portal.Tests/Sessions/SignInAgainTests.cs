using System.Net;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Portal.Tests.Oidc;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Sessions;

/// <summary>A session that is older than five minutes gives no management rights, on pages and over the API; signing in again does.</summary>
public sealed class SignInAgainTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly SteppedClock _clock = new();
    private readonly Traveller _ada = new();
    private TestGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:1/"), builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        var user = new User { Id = UserId.Parse("ada"), Roles = [RoleName.Parse("Administrators")] };
        var model = _gateway.Services.GetRequiredService<IAccessModelSource>().Current;
        await _gateway.Users.CreateAsync(Actor.Operator("test"), user, new PasswordHasher<string>().HashPassword("", Password), model, default);
        await SignInAsync("/sign-in");
    }

    public async Task DisposeAsync()
    {
        _ada.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Page_leads_to_sign_in_and_back_with_what_was_typed()
    {
        _clock.Step(TimeSpan.FromMinutes(6));
        await GetAsync("/tokens/new");
        using var answer = await _ada.PostAsync(At("/tokens/new"), ("name", "boss token"), ("manages", "users"), ("role", "Users"), ("expires", "30d"));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, _ada.Text);
        var again = answer.Headers.Location!.ToString();
        again.ShouldStartWith("/sign-in?returnUrl=%2Ftokens%2Fnew%3F");
        await SignInAsync(again, "/tokens/new?name=boss%20token&role=Users&manages=users&expires=30d");
        _ada.Text.ShouldContain("boss token");
        using var done = await _ada.PostAsync(At("/tokens/new"), ("name", "boss token"), ("manages", "users"), ("role", "Users"), ("expires", "30d"));
        done.Headers.Location!.ToString().ShouldStartWith("/tokens/created/");
    }

    [Fact]
    public async Task Api_session_is_told_to_sign_in_again()
    {
        _clock.Step(TimeSpan.FromMinutes(6));
        (await CreateByApiAsync("""{ "name": "t", "manages": ["own"] }""")).ShouldBe(HttpStatusCode.Forbidden);
        _ada.Text.ShouldContain("sign_in_again");
        (await CreateByApiAsync("""{ "name": "t" }""")).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Administrator_is_made_after_signing_in_again_alone()
    {
        (string, string)[] mallory = [("id", "mallory"), ("role", "Administrators"), ("realms", "default"), ("password", Password)];
        _clock.Step(TimeSpan.FromMinutes(6));
        await GetAsync("/new-user");
        using var refused = await _ada.PostAsync(At("/new-user"), mallory);

        refused.StatusCode.ShouldBe(HttpStatusCode.SeeOther, _ada.Text);
        var again = refused.Headers.Location!.ToString();
        again.ShouldStartWith("/sign-in?returnUrl=%2Fnew-user%3F");
        again.ShouldNotContain("correct");
        await SignInAsync(again, "/new-user?id=mallory&email=&name=&realms=default&creator=&role=Administrators");
        _ada.Text.ShouldContain("value=\"mallory\"");
        using var made = await _ada.PostAsync(At("/new-user"), mallory);
        made.Headers.Location!.ToString().ShouldBe("/users/mallory?done=created");

        _clock.Step(TimeSpan.FromMinutes(6));
        await GetAsync("/users/mallory");
        using var taken = await _ada.PostAsync(At("/users/mallory?handler=Password"), ("password", Password + "2"));
        taken.Headers.Location!.ToString().ShouldBe("/sign-in?returnUrl=%2Fusers%2Fmallory&again=1");
    }

    [Fact]
    public async Task Passkey_is_added_after_signing_in_again_alone()
    {
        _clock.Step(TimeSpan.FromMinutes(6));
        await GetAsync("/account");
        _ada.Text.ShouldContain("/sign-in?returnUrl=%2Faccount&amp;again=1");
        _ada.Text.ShouldNotContain("data-options");
        (await _ada.SendOnceAsync(At("/account?handler=PasskeyOptions"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpStatusCode> CreateByApiAsync(string body)
    {
        await GetAsync("/api/v1/session");
        using var document = System.Text.Json.JsonDocument.Parse(_ada.Text);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        content.Headers.Add("X-Antiforgery-Token", document.RootElement.GetProperty("antiforgery").GetString());
        using var answer = await _ada.SendOnceAsync(At("/api/v1/tokens"), HttpMethod.Post, content);
        return answer.StatusCode;
    }

    private async Task SignInAsync(string path, string? next = null)
    {
        await GetAsync(path);
        using var answer = await _ada.PostAsync(At("/sign-in"), ("user", "ada"), ("password", Password), ("returnUrl", next ?? "/tokens"));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await GetAsync(answer.Headers.Location!.ToString());
    }

    private Task<Uri?> GetAsync(string path) => _ada.GoAsync(At(path));

    private Uri At(string path) => new(_gateway.Management, path);
}

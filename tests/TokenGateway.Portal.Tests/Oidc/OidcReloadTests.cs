using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>What becomes of the provider, and of whoever is on the way there, when the file is loaded anew.</summary>
public sealed class OidcReloadTests : IAsyncLifetime
{
    private readonly OidcFixture _oidc = new();

    public Task InitializeAsync() => _oidc.InitializeAsync();

    public Task DisposeAsync() => _oidc.DisposeAsync();

    [Fact]
    public async Task Provider_is_asked_to_describe_itself_again_when_its_section_changed_and_not_before()
    {
        await SignInAsync("first");
        (await _oidc.Provider.CountsAsync()).Discoveries.ShouldBe(1);

        await ReloadAsync(gateway => gateway["Tokens"] = new JsonObject { ["MaxPerUser"] = 77 });
        await SignInAsync("second");
        (await _oidc.Provider.CountsAsync()).Discoveries.ShouldBe(1);

        await ReloadAsync(gateway => Oidc(gateway)["RoleMap"]!["staff"] = "Engineers");
        await SignInAsync("third");
        (await _oidc.Provider.CountsAsync()).Discoveries.ShouldBe(2);
        (await _oidc.UserAsync("third"))!.Roles.Single().Value.ShouldBe("Engineers");
    }

    [Fact]
    public async Task Sign_in_that_waits_for_the_old_provider_ends_well()
    {
        await _oidc.Provider.PutAsync("slow", ClaimsOf("slow"), holds: true);
        using var slow = await _oidc.AtProviderAsync();
        var signIn = slow.SignInAsync("slow");
        await Eventually.BecomesTrueAsync(async () => (await _oidc.Provider.CountsAsync()).Held == 1, "the token is held back");

        await ReloadAsync(gateway => Oidc(gateway)["RoleMap"]!["staff"] = "Engineers");
        await SignInAsync("quick");
        signIn.IsCompleted.ShouldBeFalse();
        await _oidc.Provider.PutAsync("slow", ClaimsOf("slow"));
        await signIn;

        slow.Status.ShouldBe(HttpStatusCode.OK, slow.Text);
        slow.SessionAt(_oidc.Portal).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_is_at_the_provider_meanwhile_comes_back_to_what_the_file_says_then()
    {
        await _oidc.Provider.PutAsync("typing", ClaimsOf("typing"));
        using var typing = await _oidc.AtProviderAsync();

        await ReloadAsync(gateway => Oidc(gateway)["RoleMap"]!["staff"] = "Engineers");
        await typing.SignInAsync("typing");

        typing.SessionAt(_oidc.Portal).ShouldNotBeNull();
        (await _oidc.UserAsync("typing"))!.Roles.Single().Value.ShouldBe("Engineers");
    }

    [Theory]
    [InlineData("Authority")]
    [InlineData("ClientId")]
    public async Task Answer_of_a_provider_that_the_file_does_not_name_any_more_is_one_clear_error(string key)
    {
        await using var another = await OidcServer.StartAsync("--client", "another");
        await _oidc.Provider.PutAsync("late", ClaimsOf("late"));
        using var late = await _oidc.AtProviderAsync();
        var callback = (await late.SignInAsync("late", OidcFixture.IsCallback))!;

        await ReloadAsync(gateway => Oidc(gateway)[key] = key == "Authority" ? another.Issuer.OriginalString : "another");
        await late.GoAsync(callback);

        late.Status.ShouldBe(HttpStatusCode.BadRequest);
        late.Text.ShouldContain("Start again from the sign-in page");
        late.SessionAt(_oidc.Portal).ShouldBeNull();

        // The code went nowhere.
        (await another.CountsAsync()).Discoveries.ShouldBe(0);
    }

    [Fact]
    public async Task Provider_that_leaves_the_file_is_gone_with_what_was_on_the_way()
    {
        await _oidc.Provider.PutAsync("gone", ClaimsOf("gone"));
        using var gone = await _oidc.AtProviderAsync();
        var callback = (await gone.SignInAsync("gone", OidcFixture.IsCallback))!;

        await ReloadAsync(gateway => gateway.Remove("SignIn"));
        await gone.GoAsync(callback);

        gone.Status.ShouldBe(HttpStatusCode.NotFound);
        gone.SessionAt(_oidc.Portal).ShouldBeNull();
    }

    private static string ClaimsOf(string login) => $$"""{ "preferred_username": "{{login}}", "groups": ["staff"] }""";

    private static JsonObject Oidc(JsonObject gateway) => gateway["SignIn"]!["Oidc"]!.AsObject();

    private async Task SignInAsync(string login)
    {
        await _oidc.Provider.PutAsync(login, ClaimsOf(login));
        using var traveller = await _oidc.SignInAsync(login);
        traveller.SessionAt(_oidc.Portal).ShouldNotBeNull();
    }

    private async Task ReloadAsync(Action<JsonObject> change)
    {
        var models = _oidc.Gateway.Services.GetRequiredService<IAccessModelSource>();
        var before = models.Current;
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(_oidc.Gateway.ConfigPath))!.AsObject();
        change(configuration["TokenGateway"]!.AsObject());
        await _oidc.Gateway.RewriteAsync(configuration);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(!ReferenceEquals(models.Current, before)), "the file is loaded");
    }
}

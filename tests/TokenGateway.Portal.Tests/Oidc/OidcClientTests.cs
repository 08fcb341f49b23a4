using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>How the gateway shows to the provider that it is the client.</summary>
public sealed class OidcClientTests
{
    // A separator, a space and more that must be encoded (RFC 6749, 2.3.1); all that an id and a secret may have (appendix A).
    private const string Id = "gate:way +1";

    private const string Secret = "s%3Acret /+&= :x";

    [Theory]
    [InlineData("client_secret_basic", null)]
    [InlineData("client_secret_basic", "client_secret_basic")]
    [InlineData("client_secret_basic,client_secret_post", "client_secret_basic")]
    [InlineData("client_secret_post", null)]
    [InlineData("client_secret_post,client_secret_basic", null)]
    [InlineData("client_secret_post", "client_secret_post")]
    [InlineData("client_secret_basic", null, "--no-push")]
    [InlineData("client_secret_post", null, "--no-push")]
    public async Task Client_is_known_to_the_provider(string methods, string? written, params string[] more)
    {
        await using var gateway = await StartAsync(methods, written, Secret, more);

        using var traveller = await gateway.SignInAsync("ok");

        traveller.Status.ShouldBe(HttpStatusCode.OK, traveller.Text);
        traveller.SessionAt(gateway.Portal).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("client_secret_basic", "client_secret_post", Secret)]
    [InlineData("client_secret_basic", null, "wrong")]
    public async Task Client_that_is_not_is_told_where_to_look(string methods, string? written, string secret)
    {
        await using var gateway = await StartAsync(methods, written, secret);
        using var traveller = new Traveller();

        await traveller.GoAsync(new Uri(gateway.Portal, "/sign-in/oidc"));

        traveller.Status.ShouldBe(HttpStatusCode.BadGateway);
        traveller.Text.ShouldContain("often it is the client id or the client secret");
        traveller.Text.ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Client_whose_secret_is_wrong_is_told_so_at_the_end_where_no_question_is_pushed(string methods)
    {
        await using var gateway = await StartAsync(methods, null, "wrong", "--no-push");

        using var traveller = await gateway.SignInAsync("ok");

        traveller.Status.ShouldBe(HttpStatusCode.BadGateway);
        traveller.Text.ShouldContain("often it is the client id or the client secret");
        traveller.SessionAt(gateway.Portal).ShouldBeNull();
    }

    private static async Task<Fixture> StartAsync(string methods, string? written, string secret, params string[] more)
    {
        var gateway = new Fixture(methods, written, secret, more);
        await gateway.InitializeAsync();
        await gateway.Provider.PutAsync("ok", """{ "preferred_username": "ok", "groups": ["staff"] }""");
        return gateway;
    }

    private sealed class Fixture(string methods, string? written, string secret, string[] more) : OidcFixture, IAsyncDisposable
    {
        protected override string[] ProviderArguments => ["--client", Id, "--secret", Secret, "--methods", methods, .. more];

        protected override JsonObject Shape(JsonObject oidc)
        {
            (oidc["ClientId"], oidc["ClientSecret"], oidc["ClientAuthentication"]) = (Id, secret, written);
            return oidc;
        }

        async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
    }
}

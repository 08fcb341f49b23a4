using System.Text;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Credentials;

public sealed class CredentialPlaceTests(CredentialPlaceTests.Edge edge) : IClassFixture<CredentialPlaceTests.Edge>
{
    [Theory]
    [InlineData("Authorization: Bearer {T}")]
    [InlineData("authorization: bearer {T}")]
    [InlineData("AUTHORIZATION: BEARER {T}")]
    [InlineData("Authorization: APIKey {T}")]
    [InlineData("Authorization: apikey {T}")]
    [InlineData("Authorization: apiToken {T}")]
    [InlineData("Authorization: APITOKEN {T}")]
    [InlineData("X-API-Key: {T}")]
    [InlineData("x-api-key: {T}")]
    public async Task Header_place_lets_in_tells_the_identity_and_keeps_the_secret(string header)
    {
        var exchange = await edge.GetAsync("/orders/1?a=b", header.Replace("{T}", edge.Engineer, StringComparison.Ordinal));

        exchange.Status.ShouldBe(200);
        ShouldBeAlice(exchange.Forwarded);
        exchange.Forwarded.Target.ShouldBe("/orders/1?a=b");
        Secrets.FoundIn(exchange.Forwarded, edge.Engineer).ShouldBeEmpty();
        exchange.Forwarded.Header("Authorization").ShouldBeNull();
        exchange.Forwarded.Header("X-API-Key").ShouldBeNull();
    }

    [Theory]
    [InlineData("/orders/1?api_token={T}", "/orders/1")]
    [InlineData("/orders/1?a&api_token={T}&b", "/orders/1?a&b")]
    [InlineData("/orders/1?api_token={T}&a=%41%2e", "/orders/1?a=%41%2e")]
    [InlineData("/orders/1?a=1&api_token={T}", "/orders/1?a=1")]
    public async Task Query_place_lets_in_and_leaves_every_other_byte(string target, string forwarded)
    {
        var exchange = await edge.GetAsync(target.Replace("{T}", edge.Engineer, StringComparison.Ordinal));

        exchange.Status.ShouldBe(200);
        ShouldBeAlice(exchange.Forwarded);
        exchange.Forwarded.Target.ShouldBe(forwarded);
        Secrets.FoundIn(exchange.Forwarded, edge.Engineer).ShouldBeEmpty();
    }

    [Fact]
    public async Task Query_place_takes_a_percent_encoded_value()
    {
        var exchange = await edge.GetAsync("/orders/1?api_token=%74" + edge.Engineer[1..]);

        exchange.Status.ShouldBe(200);
        ShouldBeAlice(exchange.Forwarded);
        exchange.Forwarded.Target.ShouldBe("/orders/1");
    }

    [Theory]
    [InlineData("anyone:{T}")]
    [InlineData("{T}:")]
    [InlineData(":{T}")]
    public async Task Basic_takes_the_token_as_password_or_as_user_name_without_one(string userAndPassword)
    {
        var exchange = await edge.GetAsync("/orders/1", Basic(userAndPassword.Replace("{T}", edge.Engineer, StringComparison.Ordinal)));

        exchange.Status.ShouldBe(200);
        ShouldBeAlice(exchange.Forwarded);
        Secrets.FoundIn(exchange.Forwarded, edge.Engineer).ShouldBeEmpty();
        exchange.Forwarded.Header("Authorization").ShouldBeNull();
    }

    [Fact]
    public async Task Basic_with_the_token_as_user_name_and_another_password_is_refused()
    {
        var exchange = await edge.GetAsync("/orders/1", Basic(edge.Engineer + ":another"));

        exchange.Status.ShouldBe(401);
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_token_is_challenged_for_every_scheme_without_an_error()
    {
        var exchange = await edge.GetAsync("/orders/1");

        exchange.Status.ShouldBe(401);
        exchange.Code.ShouldBe("missing_token");
        exchange.Seen.ShouldBeEmpty();
        var challenges = exchange.Answer.HeadersOf("WWW-Authenticate");
        challenges.Select(one => one.Split(' ')[0]).ShouldBe(["Bearer", "APIKey", "apiToken", "Basic"]);
        challenges.ShouldAllBe(one => !one.Contains("error", StringComparison.Ordinal));
        exchange.Answer.Header("Cache-Control").ShouldBe("no-store");
        exchange.Answer.Header("Content-Type").ShouldBe("application/problem+json");
        exchange.Answer.Header("X-Request-Id").ShouldNotBeNullOrEmpty();
        exchange.Answer.Problem("traceId").ShouldNotBeNullOrEmpty();
    }

    internal static string Basic(string userAndPassword) =>
        "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword));

    private static void ShouldBeAlice(SeenRequest forwarded)
    {
        forwarded.Header("X-Auth-User").ShouldBe("alice");
        forwarded.Header("X-Auth-Email").ShouldBe("alice@example.com");
        forwarded.Header("X-Auth-Role").ShouldBe("Engineers");
        forwarded.Header("X-Auth-Permissions").ShouldBe("orders:read,orders:write");
        forwarded.Header("X-Auth-Token-Id").ShouldBe("2");
    }

    public sealed class Edge() : EdgeFixture(gateway: """
        { "Credentials": ["Authorization: Bearer", "Authorization: APIKey", "Authorization: apiToken", "X-API-Key", "?api_token", "Authorization: Basic"] }
        """);
}

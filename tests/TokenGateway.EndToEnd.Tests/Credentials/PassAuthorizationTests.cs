using System.Text;

namespace TokenGateway.EndToEnd.Tests.Credentials;

/// <summary>Routes that forward the upstream's own Bearer and Basic credentials in addition to the gateway's tokens.</summary>
public sealed class PassAuthorizationTests(PassAuthorizationTests.Edge edge) : IClassFixture<PassAuthorizationTests.Edge>
{
    private const string Jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ.c2ln";

    [Theory]
    [InlineData("Bearer " + Jwt)]
    [InlineData("bearer " + Jwt)]
    [InlineData("Basic Ym9iOnNlY3JldA==")]
    public async Task Upstreams_own_passes_as_it_is_and_is_no_credential(string value)
    {
        var exchange = await edge.GetAsync("/login", "Authorization: " + value);

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Header("Authorization").ShouldBe(value);
        exchange.Forwarded.Header("X-Auth-User").ShouldBeNull();
    }

    [Fact]
    public async Task A_token_beside_it_authenticates()
    {
        var exchange = await edge.GetAsync("/both", "Authorization: Bearer " + Jwt, "X-API-Key: " + edge.User);

        exchange.Forwarded.Header("Authorization").ShouldBe("Bearer " + Jwt);
        exchange.Forwarded.Header("X-Auth-User").ShouldBe("uma");
        exchange.Forwarded.Header("X-API-Key").ShouldBeNull();
    }

    [Fact]
    public async Task It_alone_is_no_token()
    {
        var exchange = await edge.GetAsync("/both", "Authorization: Bearer " + Jwt);

        exchange.Code.ShouldBe("missing_token");
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Bearer {T}")]
    [InlineData("Basic {64}")]
    public async Task A_token_of_the_gateway_is_a_credential_there_too(string value)
    {
        value = value.Replace("{T}", edge.User, StringComparison.Ordinal).Replace("{64}", Base64("any:" + edge.User), StringComparison.Ordinal);

        var exchange = await edge.GetAsync("/login", "Authorization: " + value);

        exchange.Forwarded.Header("X-Auth-User").ShouldBe("uma");
        exchange.Forwarded.Header("Authorization").ShouldBeNull();
    }

    [Theory]
    [InlineData("Bearer {X}")]
    [InlineData("Bearer  {T}")]
    [InlineData("Bearer {T} ,x")]
    [InlineData("Bearer\t" + Jwt)]
    [InlineData("Bearer")]
    [InlineData("APIKey " + Jwt)]
    [InlineData("'Bearer " + Jwt + "'")]
    [InlineData("Basic {X64}")]
    public async Task What_is_or_looks_like_one_and_is_wrong_does_not_pass(string value)
    {
        var mistyped = edge.User[..^1] + (edge.User[^1] == 'a' ? 'b' : 'a');
        value = value.Replace("{T}", edge.User, StringComparison.Ordinal).Replace("{X}", mistyped, StringComparison.Ordinal)
            .Replace("{X64}", Base64("any:" + mistyped), StringComparison.Ordinal);

        var exchange = await edge.GetAsync("/login", "Authorization: " + value);

        exchange.Code.ShouldBe("invalid_token", value);
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Twice_is_ambiguous()
    {
        (await edge.GetAsync("/login", "Authorization: Bearer " + Jwt, "Authorization: Bearer " + Jwt)).Code.ShouldBe("ambiguous_credentials");
    }

    [Fact]
    public async Task Other_routes_take_it_for_a_wrong_token()
    {
        (await edge.GetAsync("/status", "Authorization: Bearer " + Jwt)).Code.ShouldBe("invalid_token");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public sealed class Edge() : EdgeFixture("""
        {
          "login": { "ClusterId": "legacy", "Match": { "Path": "/login" }, "TokenGateway": { "Anonymous": true, "PassAuthorization": ["Bearer", "Basic"] } },
          "both": { "ClusterId": "legacy", "Match": { "Path": "/both" }, "TokenGateway": { "Policy": "Default", "PassAuthorization": ["Bearer"] } }
        }
        """, """{ "Credentials": ["Authorization: Bearer", "Authorization: APIKey", "Authorization: Basic", "X-API-Key"] }""");
}

using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Credentials;

/// <summary>The identity that the upstream receives, and the gateway's own credentials there.</summary>
public sealed class IdentityTests(IdentityTests.Edge edge) : IClassFixture<IdentityTests.Edge>
{
    [Fact]
    public async Task A_route_tells_its_own_headers_in_place_of_the_global_ones()
    {
        var exchange = await edge.GetAsync("/own/1", "X-API-Key: " + edge.Engineer);

        exchange.Forwarded.Header("Remote-Login").ShouldBe("alice (Engineers)");
        exchange.Forwarded.Header("X-Realm").ShouldBe("default");
        exchange.Forwarded.Header("X-Token").ShouldBe("test");
        exchange.Forwarded.Headers.Keys.ShouldNotContain(name => name.StartsWith("X-Auth-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_header_of_one_route_is_protected_on_all()
    {
        var exchange = await edge.GetAsync("/status", "Remote-Login: adam", "remote_login: adam", "X.Realm: prod");

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Headers.Keys.ShouldNotContain(name =>
            name.Contains("login", StringComparison.OrdinalIgnoreCase) || name.Contains("realm", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Names_beyond_ascii_are_percent_encoded_utf8()
    {
        var token = await edge.Gateway.IssueAsync("J\u00f6rg.\u5f20", "Engineers");

        var exchange = await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value);

        exchange.Forwarded.Header("X-Auth-User").ShouldBe("J%C3%B6rg.%E5%BC%A0");
        exchange.Forwarded.Header("X-Auth-Email").ShouldBe("J%C3%B6rg.%E5%BC%A0@example.com");
    }

    [Fact]
    public async Task What_the_user_does_not_have_is_not_sent()
    {
        var owner = new User { Id = UserId.Parse("noemail"), Roles = [RoleName.Parse("Users")] };
        await edge.Gateway.Users.CreateAsync(Actor.Operator("test"), owner, edge.Gateway.State.Current.Access, CancellationToken.None);
        var token = await edge.Gateway.IssueAsync("noemail", "Users");

        var exchange = await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value, "X-Auth-Email: adam@example.com");

        exchange.Forwarded.Header("X-Auth-User").ShouldBe("noemail");
        exchange.Forwarded.Headers.Keys.ShouldNotContain("X-Auth-Email");
    }

    [Theory]
    [InlineData("/orders/1")]
    [InlineData("/status")]
    public async Task The_upstreams_own_credential_goes_along(string path)
    {
        var exchange = await edge.GetAsync(path, "X-API-Key: " + edge.Engineer);

        exchange.Forwarded.Header("Authorization").ShouldBe("Basic Z2F0ZXdheTpzZWNyZXQ=");
    }

    [Fact]
    public async Task The_upstreams_own_credential_replaces_what_the_client_sent()
    {
        var exchange = await edge.GetAsync("/status", "Authorization: Digest abcd");

        exchange.Forwarded.Header("Authorization").ShouldBe("Basic Z2F0ZXdheTpzZWNyZXQ=");
    }

    public sealed class Edge() : EdgeFixture("""
        {
          "own": {
            "ClusterId": "legacy", "Match": { "Path": "/own/{**rest}" },
            "TokenGateway": { "Policy": "Default", "Identity": { "Remote-Login": "{user.id} ({role})", "X-Realm": "{realm}", "X-Token": "{token.name}" } }
          }
        }
        """)
    {
        protected override JsonObject Configuration(string upstream)
        {
            var configuration = base.Configuration(upstream);
            configuration["ReverseProxy"]!["Clusters"]!["legacy"]!["TokenGateway"] =
                JsonNode.Parse("""{ "UpstreamCredential": { "Header": "Authorization", "Value": "Basic Z2F0ZXdheTpzZWNyZXQ=" } }""");
            return configuration;
        }
    }
}

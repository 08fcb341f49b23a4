using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>
/// An upstream that authenticates the TCP connection, as IIS does with NTLM: nobody ever acts as the user of another client's sign-in
/// (dotnet/yarp#166).
/// </summary>
public sealed class ConnectionSignInTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> _signedIn = new(StringComparer.Ordinal);
    private TestUpstream _upstream = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _upstream.Handler = context =>
        {
            if (context.Request.Headers.Authorization.ToString().Split(' ') is ["NTLM", var user])
                _signedIn[context.Connection.Id] = user;
            return context.Response.WriteAsync(_signedIn.GetValueOrDefault(context.Connection.Id, "nobody"));
        };
    }

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    [Fact]
    public async Task Connection_of_a_client_is_its_own()
    {
        await using var gateway = await TestGateway.StartAsync(Configuration(connectionPerClient: true));
        var alice = (await gateway.IssueAsync("alice", "Engineers")).Value;
        var bob = (await gateway.IssueAsync("bob", "Users")).Value;
        using var one = gateway.CreateClient();
        using var other = gateway.CreateClient();

        (await AskAsync(one, "/x", alice, "NTLM windows-alice")).ShouldBe("200 windows-alice");
        (await AskAsync(one, "/x", alice)).ShouldBe("200 windows-alice");
        (await AskAsync(other, "/x", alice)).ShouldBe("200 nobody");
        (await AskAsync(other, "/open", token: null)).ShouldBe("200 nobody");
        (await AskAsync(other, "/x", bob)).ShouldBe("200 nobody");
    }

    [Fact]
    public async Task Another_token_on_the_same_connection_is_another_client()
    {
        await using var gateway = await TestGateway.StartAsync(Configuration(connectionPerClient: true));
        var alice = (await gateway.IssueAsync("alice", "Engineers")).Value;
        var bob = (await gateway.IssueAsync("bob", "Users")).Value;
        using var client = gateway.CreateClient();

        (await AskAsync(client, "/x", alice, "NTLM windows-alice")).ShouldBe("200 windows-alice");
        (await AskAsync(client, "/x", bob)).ShouldBe("200 nobody");
        (await AskAsync(client, "/open", token: null)).ShouldBe("200 nobody");
        (await AskAsync(client, "/x", alice)).ShouldBe("200 nobody");
    }

    [Theory]
    [InlineData("NTLM windows-alice")]
    [InlineData("Negotiate YIIB")]
    [InlineData("kerberos YIIB")]
    public async Task Shared_connections_are_not_signed_in(string authorization)
    {
        await using var gateway = await TestGateway.StartAsync(Configuration(connectionPerClient: false));
        var alice = (await gateway.IssueAsync("alice", "Engineers")).Value;
        using var client = gateway.CreateClient();

        (await AskAsync(client, "/x", alice, authorization)).ShouldStartWith("400");
        (await AskAsync(client, "/open", token: null, authorization)).ShouldStartWith("400");
        _upstream.Seen.ShouldBeEmpty();
    }

    private static async Task<string> AskAsync(HttpClient client, string path, string? token, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await client.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    private JsonObject Configuration(bool connectionPerClient) => JsonNode.Parse($$"""
        {
          "ReverseProxy": {
            "Clusters": { "api": { "Destinations": { "a": { "Address": "{{_upstream.Address}}" } }, "TokenGateway": { "ConnectionPerClient": {{(connectionPerClient ? "true" : "false")}} } } },
            "Routes": {
              "open": { "ClusterId": "api", "Match": { "Path": "/open" }, "TokenGateway": { "Anonymous": true } },
              "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" } } } }
        }
        """)!.AsObject();
}

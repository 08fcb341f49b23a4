using System.Net;
using System.Net.Http.Headers;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests;

public sealed class FirstContactTests
{
    [Fact]
    public async Task A_token_in_becomes_an_identity_out_and_the_secret_stays_here()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.Sample(upstream.Address));
        var token = await gateway.IssueAsync("alice", "Engineers");
        using var client = gateway.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);

        var response = await client.GetAsync("/orders/1");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        upstream.Last.Header("X-Auth-User").ShouldBe("alice");
        upstream.Last.Header("X-Auth-Role").ShouldBe("Engineers");
        upstream.Last.Header("X-Auth-Permissions").ShouldBe("orders:read,orders:write");
        upstream.Last.Header("Authorization").ShouldBeNull();
        upstream.Last.Headers.Values.ShouldNotContain(value => value.Contains(token.Value, StringComparison.Ordinal));
    }
}

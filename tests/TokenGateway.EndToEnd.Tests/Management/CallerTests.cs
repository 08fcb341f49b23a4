using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

public sealed class CallerTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    private static readonly string[] Calls = ["GET /me", "GET /tokens", "POST /tokens", "GET /tokens/1", "DELETE /tokens/1", "GET /users", "PATCH /users/x", "GET /audit", "GET /settings", "PATCH /settings", "GET /routes", "GET /explain"];

    [Fact]
    public async Task No_call_is_answered_without_a_token()
    {
        foreach (var call in Calls)
        {
            var answer = await edge.Nobody.SendAsync(call.Split(' ')[0], call.Split(' ')[1]);

            (answer.Status, answer.Code).ShouldBe((401, "missing_token"), call);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"tokengateway\"");
        }
    }

    [Theory]
    [InlineData("tgw_1_nonsense")]
    [InlineData("tgw_7_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg3qcpTB")]
    [InlineData("of-another-kind")]
    public async Task A_token_that_nobody_knows_is_invalid(string value)
    {
        using var client = edge.Gateway.Api(value);

        var answer = await client.GetAsync("/me");

        (answer.Status, answer.Code).ShouldBe((401, "invalid_token"));
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"tokengateway\", error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_deactivated_token_says_so()
    {
        var token = await IssueAsync();
        await edge.Gateway.Tokens.DeactivateAsync(Actor.Operator("test"), token.Token.Id, CancellationToken.None);
        using var client = edge.Gateway.Api(token.Value);

        var answer = await client.GetAsync("/me");

        (answer.Status, answer.Code).ShouldBe((401, "token_inactive"));
    }

    [Fact]
    public async Task An_expired_token_says_so()
    {
        var token = await IssueAsync(request => request with { ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(1) });
        using var client = edge.Gateway.Api(token.Value);

        await Eventually.BecomesTrueAsync(async () => (await client.GetAsync("/me")).Code == "token_expired", "expired");
    }

    [Fact]
    public async Task A_token_that_manages_nothing_may_not_call()
    {
        using var client = edge.Gateway.Api((await edge.Gateway.IssueAsync("adam", "Administrators")).Value);

        foreach (var call in Calls)
        {
            var answer = await client.SendAsync(call.Split(' ')[0], call.Split(' ')[1]);

            (answer.Status, answer.Code).ShouldBe((403, "forbidden"), call);
            answer.Headers.WwwAuthenticate.ToString().ShouldContain("insufficient_scope");
        }
    }

    [Fact]
    public async Task A_token_for_other_addresses_may_not_call()
    {
        var token = await IssueAsync(request => request with { Addresses = [AddressRange.Parse("192.0.2.0/24")] });
        using var client = edge.Gateway.Api(token.Value);

        var answer = await client.GetAsync("/me");

        (answer.Status, answer.Code).ShouldBe((403, "address_not_allowed"));
    }

    [Fact]
    public async Task A_token_in_another_place_does_not_count()
    {
        var token = await IssueAsync();

        (await edge.Nobody.GetAsync("/me?api_token=" + token.Value)).Code.ShouldBe("missing_token");
    }

    [Fact]
    public async Task Two_authorization_headers_are_invalid()
    {
        var token = await IssueAsync();
        var header = $"Authorization: Bearer {token.Value}\r\n";

        var answer = await Raw.SendAsync(edge.Gateway.Management, $"GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}{header}\r\n");

        Raw.StatusOf(answer).ShouldBe(401);
    }

    [Fact]
    public async Task Wrong_tokens_over_the_budget_get_429_and_a_right_one_passes()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        configuration["TokenGateway"]!["Throttle"]!["FailedAttempts"] = 3;
        configuration["TokenGateway"]!["Throttle"]!["Window"] = "1h";
        await using var gateway = await TestGateway.StartAsync(configuration);
        var right = await gateway.IssueAsync("alice", "Engineers", request => request with { Manages = ManagementRights.Own });
        using var wrong = gateway.Api("wrong");
        using var good = gateway.Api(right.Value);

        for (var i = 0; i < 3; i++)
            (await wrong.GetAsync("/me")).Status.ShouldBe(401);
        var answer = await wrong.GetAsync("/me");

        (answer.Status, answer.Code).ShouldBe((429, "rate_limited"));
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await good.GetAsync("/me")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Me_tells_a_bearer_who_it_is()
    {
        var answer = await edge.Owner.GetAsync("/me");

        answer.Status.ShouldBe(200, answer.Text);
        ((string?)answer["by"]).ShouldBe("token");
        ((string?)answer["user"]["id"]).ShouldBe("alice");
        answer["roles"].ToJsonString().ShouldBe("""["Engineers"]""");
        answer["permissions"].ToJsonString().ShouldBe("""["orders:read","orders:write"]""");
        answer["manages"].ToJsonString().ShouldBe("""["own"]""");
    }

    private Task<IssuedToken> IssueAsync(Func<IssueRequest, IssueRequest>? shape = null) => edge.Gateway.IssueAsync("carol", "Engineers", request =>
    {
        request = request with { Manages = ManagementRights.Own };
        return shape?.Invoke(request) ?? request;
    });
}

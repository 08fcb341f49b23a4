using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Credentials;

/// <summary>The responses to tokens that are not, or no longer, valid.</summary>
public sealed class TokenVerdictTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    private static readonly Actor Operator = Actor.Operator("test");

    [Fact]
    public async Task An_unknown_value_is_an_invalid_token() => await ShouldBeRefusedAsync("invented", "invalid_token");

    [Fact]
    public async Task A_value_of_our_shape_with_a_wrong_checksum_is_an_invalid_token() =>
        await ShouldBeRefusedAsync(edge.Engineer[..^1] + (edge.Engineer[^1] == 'a' ? 'b' : 'a'), "invalid_token");

    [Fact]
    public async Task A_value_of_our_shape_from_another_gateway_is_an_invalid_token() =>
        await ShouldBeRefusedAsync(new StandardTokenFormat("tgw").Create(1), "invalid_token");

    [Fact]
    public async Task A_deactivated_token_is_told_so_and_works_again_when_activated()
    {
        var token = await edge.Gateway.IssueAsync("dora", "Engineers");
        await edge.Gateway.Tokens.DeactivateAsync(Operator, token.Token.Id, CancellationToken.None);
        await ShouldBeRefusedAsync(token.Value, "token_inactive");

        await edge.Gateway.Tokens.ActivateAsync(Operator, token.Token.Id, edge.Gateway.State.Current.Access, CancellationToken.None);

        (await GetAsync(token.Value)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_that_expires_while_in_use_is_told_so()
    {
        var token = await edge.Gateway.IssueAsync(
            "dora", "Engineers", wanted => wanted with { ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(2) });
        (await GetAsync(token.Value)).Status.ShouldBe(200);

        await Eventually.BecomesTrueAsync(async () => (await GetAsync(token.Value)).Status == 401, "the token ends");

        await ShouldBeRefusedAsync(token.Value, "token_expired");
    }

    [Fact]
    public async Task A_deleted_token_is_like_one_that_never_was()
    {
        var token = await edge.Gateway.IssueAsync("dora", "Engineers");
        (await GetAsync(token.Value)).Status.ShouldBe(200);

        await edge.Gateway.Tokens.DeleteAsync(Operator, token.Token.Id, CancellationToken.None);

        await ShouldBeRefusedAsync(token.Value, "invalid_token");
    }

    [Fact]
    public async Task A_token_of_a_disabled_owner_sleeps_until_the_owner_is_enabled()
    {
        var token = await edge.Gateway.IssueAsync("dan", "Engineers");
        await edge.Gateway.Users.SetDisabledAsync(Operator, token.Token.Owner, true, edge.Gateway.State.Current.Access, CancellationToken.None);
        await ShouldBeRefusedAsync(token.Value, "invalid_token");

        await edge.Gateway.Users.SetDisabledAsync(Operator, token.Token.Owner, false, edge.Gateway.State.Current.Access, CancellationToken.None);

        (await GetAsync(token.Value)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_of_a_deleted_owner_is_dead_also_for_a_new_owner_of_the_same_name()
    {
        var token = await edge.Gateway.IssueAsync("dick", "Engineers");
        await edge.Gateway.Users.DeleteAsync(Operator, token.Token.Owner, edge.Gateway.State.Current.Access, CancellationToken.None);
        await ShouldBeRefusedAsync(token.Value, "invalid_token");

        await edge.Gateway.IssueAsync("dick", "Engineers");

        await ShouldBeRefusedAsync(token.Value, "invalid_token");
    }

    [Fact]
    public async Task With_tokens_switched_off_none_authenticates()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        await using var gateway = await TestGateway.StartAsync(configuration);
        var token = await gateway.IssueAsync("alice", "Engineers");
        configuration["TokenGateway"]!["Tokens"]!["Enabled"] = JsonValue.Create(false);
        await gateway.RewriteAsync(configuration);

        RawAnswer answer = null!;
        await Eventually.BecomesTrueAsync(async () =>
        {
            upstream.Forget();
            answer = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/orders/1", "X-API-Key: " + token.Value)));
            return answer.Status != 200;
        }, "tokens are off");

        answer.Status.ShouldBe(401);
        answer.Problem("code").ShouldBe("invalid_token");
        upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_permission_limit_of_the_token_holds_against_the_role()
    {
        var token = await edge.Gateway.IssueAsync("alice", "Engineers", wanted => wanted with { Permissions = [PermissionName.Parse("orders:read")] });

        var get = await GetAsync(token.Value);
        var post = await edge.SendAsync("POST", "/orders/", "X-API-Key: " + token.Value, "Content-Length: 0");

        get.Forwarded.Header("X-Auth-Permissions").ShouldBe("orders:read");
        post.Code.ShouldBe("insufficient_permission");
    }

    private Task<Exchange> GetAsync(string token) => edge.GetAsync("/orders/1", "Authorization: Bearer " + token);

    private async Task ShouldBeRefusedAsync(string token, string code)
    {
        var exchange = await GetAsync(token);
        exchange.Status.ShouldBe(401);
        exchange.Code.ShouldBe(code);
        exchange.Seen.ShouldBeEmpty();
        var challenges = exchange.Answer.HeadersOf("WWW-Authenticate");
        challenges.Count.ShouldBe(3);
        challenges.ShouldAllBe(one => one.EndsWith(", error=\"invalid_token\"", StringComparison.Ordinal));
        exchange.Answer.Header("Cache-Control").ShouldBe("no-store");
        exchange.Answer.Body.ShouldNotContain(token);
    }
}

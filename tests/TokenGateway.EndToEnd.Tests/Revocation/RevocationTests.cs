using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Revocation;

/// <summary>
/// A revocation by this process applies to the very next request, one by another process soon after (measured by <c>bench/</c>; here a
/// deadline that allows for slow machines), in each case on a persistent connection with every cache warm.
/// </summary>
public sealed class RevocationTests(RevocationTests.PatientEdge edge) : IClassFixture<RevocationTests.PatientEdge>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private static readonly Actor Operator = Actor.Operator("test");

    private AccessModel Model => edge.Gateway.State.Current.Access;

    [Fact]
    public async Task A_token_deleted_here_is_refused_at_once() =>
        await AtOnceAsync("here1", token => edge.Gateway.Tokens.DeleteAsync(Operator, token.Id, CancellationToken.None).AsTask());

    [Fact]
    public async Task A_token_deactivated_here_is_refused_at_once() =>
        await AtOnceAsync("here2", token => edge.Gateway.Tokens.DeactivateAsync(Operator, token.Id, CancellationToken.None).AsTask());

    [Fact]
    public async Task A_token_of_an_owner_disabled_here_is_refused_at_once() =>
        await AtOnceAsync("here3", token => edge.Gateway.Users.SetDisabledAsync(Operator, token.Owner, true, Model, CancellationToken.None).AsTask());

    [Fact]
    public async Task A_token_of_an_owner_deleted_here_is_refused_at_once() =>
        await AtOnceAsync("here4", token => edge.Gateway.Users.DeleteAsync(Operator, token.Owner, Model, CancellationToken.None).AsTask());

    [Fact]
    public async Task A_token_deleted_elsewhere_is_refused_soon() =>
        await SoonAsync("else1", (other, token) => other.DeleteAsync(token.Id));

    [Fact]
    public async Task A_token_deactivated_elsewhere_is_refused_soon() =>
        await SoonAsync("else2", (other, token) => other.SetActiveAsync(token.Id, false));

    [Fact]
    public async Task A_token_of_an_owner_disabled_elsewhere_is_refused_soon() =>
        await SoonAsync("else3", (other, token) => other.DisableAsync(token.Owner));

    [Fact]
    public async Task A_token_of_an_owner_deleted_elsewhere_is_refused_soon() =>
        await SoonAsync("else4", (other, token) => other.DeleteAsync(token.Owner));

    [Fact]
    public async Task A_token_activated_elsewhere_works_soon()
    {
        var token = await edge.Gateway.IssueAsync("else5", "Engineers");
        await using var other = new OtherProcess(edge.Gateway);
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, token.Value);
        await other.SetActiveAsync(token.Token.Id, false);
        await Eventually.BecomesTrueAsync(async () => await connection.GetAsync() == HttpStatusCode.Unauthorized, "refused", Bound);

        await other.SetActiveAsync(token.Token.Id, true);

        await Eventually.BecomesTrueAsync(async () => await connection.GetAsync() == HttpStatusCode.OK, "let in again", Bound);
    }

    // An idle gateway reads the changes once a second; a request in between triggers a read first.
    [Fact]
    public async Task First_request_after_a_while_sees_what_another_process_did_before_it()
    {
        var token = await edge.Gateway.IssueAsync("idle1", "Engineers");
        await using var other = new OtherProcess(edge.Gateway);
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, token.Value);

        for (var round = 0; round < 10; round++)
        {
            await other.SetActiveAsync(token.Token.Id, false);
            await IdleAsync();
            (await connection.GetAsync()).ShouldBe(HttpStatusCode.Unauthorized);
            (await MeAsync(token.Value)).ShouldBe(HttpStatusCode.Unauthorized);

            await other.SetActiveAsync(token.Token.Id, true);
            await IdleAsync();
            (await connection.GetAsync()).ShouldBe(HttpStatusCode.OK);
            (await MeAsync(token.Value)).ShouldBe(HttpStatusCode.OK);
        }
    }

    // Over a connection that has never seen the token: tests the cache rather than the connection's memo.
    [Fact]
    public async Task First_request_of_a_new_connection_after_a_while_sees_it_too()
    {
        var token = await edge.Gateway.IssueAsync("idle2", "Engineers");
        await using var other = new OtherProcess(edge.Gateway);
        (await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value)).Status.ShouldBe(200);

        await other.DeleteAsync(token.Token.Id);
        await IdleAsync();

        (await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task An_owner_lowered_here_loses_the_right_at_once_and_gets_it_back_when_raised()
    {
        var token = await edge.Gateway.IssueAsync("lowered", "Engineers");
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, token.Value);
        (await connection.SendAsync(HttpMethod.Delete)).ShouldBe(HttpStatusCode.OK);

        await SetRoleAsync(token.Token.Owner, "Users");
        (await connection.SendAsync(HttpMethod.Delete)).ShouldBe(HttpStatusCode.Forbidden);
        (await connection.GetAsync()).ShouldBe(HttpStatusCode.OK);

        await SetRoleAsync(token.Token.Owner, "Engineers");
        (await connection.SendAsync(HttpMethod.Delete)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_owner_raised_raises_no_token()
    {
        var token = await edge.Gateway.IssueAsync("raised", "Users");
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, token.Value);

        await SetRoleAsync(token.Token.Owner, "Administrators");

        (await connection.SendAsync(HttpMethod.Delete)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_owner_lowered_elsewhere_loses_the_right_soon()
    {
        var token = await edge.Gateway.IssueAsync("else6", "Engineers");
        await using var other = new OtherProcess(edge.Gateway);
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, token.Value);
        (await connection.SendAsync(HttpMethod.Delete)).ShouldBe(HttpStatusCode.OK);

        await other.SetRoleAsync(token.Token.Owner, "Users");

        await Eventually.BecomesTrueAsync(
            async () => await connection.SendAsync(HttpMethod.Delete) == HttpStatusCode.Forbidden, "the right is gone", Bound);
        (await connection.GetAsync()).ShouldBe(HttpStatusCode.OK);
    }

    private async Task AtOnceAsync(string owner, Func<Token, Task> revoke)
    {
        var token = await edge.Gateway.IssueAsync(owner, "Engineers");
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, token.Value);

        await revoke(token.Token);

        (await connection.GetAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value)).Status.ShouldBe(401);
    }

    private async Task SoonAsync(string owner, Func<OtherProcess, Token, Task> revoke)
    {
        var token = await edge.Gateway.IssueAsync(owner, "Engineers");
        await using var other = new OtherProcess(edge.Gateway);
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, token.Value);

        await revoke(other, token.Token);

        await Eventually.BecomesTrueAsync(async () => await connection.GetAsync() == HttpStatusCode.Unauthorized, "refused", Bound);
        edge.Upstream.Forget();
        (await connection.GetAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        edge.Upstream.Seen.ShouldBeEmpty();
    }

    // Waits until the last read of the store is no longer recent. A read in between sees the change anyway.
    private Task IdleAsync()
    {
        var freshness = edge.Gateway.Services.GetRequiredService<Freshness>();
        return Eventually.BecomesTrueAsync(() => Task.FromResult(freshness.Age > Freshness.RecentFor), "idle");
    }

    private async Task<HttpStatusCode> MeAsync(string token)
    {
        using var client = edge.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.tokengateway/me") { Headers = { { "X-API-Key", token } } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task SetRoleAsync(UserId owner, string role) =>
        (await edge.Gateway.Users.SetRolesAsync(Operator, owner, [RoleName.Parse(role)], Model, CancellationToken.None)).Error.ShouldBeNull();

    /// <summary>Requests wait for the follower as long as a busy machine needs.</summary>
    public sealed class PatientEdge : EdgeFixture
    {
        protected override void Configure(WebApplicationBuilder builder) =>
            builder.Services.AddSingleton(TestGateway.Quick with { ChangesAnswer = TimeSpan.FromSeconds(20) });
    }
}

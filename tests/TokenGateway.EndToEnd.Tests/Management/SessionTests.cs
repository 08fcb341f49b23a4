using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Where sessions are registered, a call without a token is one by session, and its writes must prove where they come from.</summary>
public sealed class SessionTests
{
    private const string Genuine = "/users/alice";

    [Fact]
    public async Task A_call_by_session_has_the_users_rights_and_a_write_needs_proof()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(
            EdgeFixture.SampleWith(upstream.Address), builder => builder.Services.AddSingleton<ISessionCallers, AlwaysAlice>());
        await gateway.IssueAsync("alice", "Engineers");
        using var client = gateway.Api();
        using var wrong = gateway.Api("wrong");

        var me = await client.GetAsync("/me");
        (me.Status, (string?)me["by"], (string?)me["user"]["id"]).ShouldBe((200, "session", "alice"));
        me.Json!["token"].ShouldBeNull();
        me["manages"].ToJsonString().ShouldBe("""["own"]""");
        (await client.GetAsync(Genuine)).Status.ShouldBe(200);

        (await client.PostAsync("/tokens", "{}")).Code.ShouldBe("antiforgery_failed");
        (await client.PatchAsync(Genuine, "{}")).Code.ShouldBe("forbidden");

        // A token that was presented counts, also a wrong one.
        (await wrong.GetAsync("/me")).Code.ShouldBe("invalid_token");
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
    private sealed class AlwaysAlice(IAccessModelSource models) : ISessionCallers
    {
        public ValueTask<Actor?> FindAsync(HttpContext context) => new(Actor.SignedIn(
            new User { Id = UserId.Parse("alice"), Roles = [Core.Access.RoleName.Parse("Engineers")] }, models.Current));

        public ValueTask<bool> IsGenuineAsync(HttpContext context) => new(context.Request.Path.Value!.EndsWith(Genuine, StringComparison.Ordinal));
    }
}

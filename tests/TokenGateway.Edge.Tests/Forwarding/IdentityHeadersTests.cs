using Microsoft.Extensions.Logging.Abstractions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Forwarding;

public sealed class IdentityHeadersTests(StagedEdge edge) : IClassFixture<StagedEdge>
{
    [Fact]
    public void Bearer_is_who_the_upstream_hears()
    {
        var sent = On("any", edge.Snapshot);

        using var message = Add(sent);

        message.Headers.GetValues("X-Auth-User").ShouldBe(["uma"]);
        message.Headers.GetValues("X-Auth-Role").ShouldBe(["Users"]);
        message.Headers.GetValues("X-Auth-Token-Id").ShouldBe(["static:user"]);
    }

    [Fact]
    public void Nobody_is_named_without_a_token()
    {
        using var message = Add(On("any", null));

        message.Headers.ShouldBeEmpty();
    }

    [Fact]
    public void Value_that_is_empty_is_left_out()
    {
        var nameless = Of(Stored with { Owner = UserId.Parse("ann") }, new User { Id = UserId.Parse("ann"), Roles = [Stored.Role] });

        using var message = Add(On("any", nameless));

        message.Headers.Contains("X-Auth-Email").ShouldBeFalse();
        message.Headers.GetValues("X-Auth-User").ShouldBe(["ann"]);
    }

    [Fact]
    public void Upstreams_credential_takes_the_place_of_the_clients()
    {
        var sent = On("keyed", null);
        using var message = new HttpRequestMessage();
        message.Headers.TryAddWithoutValidation("X-Upstream-Key", "the client's");

        IdentityHeaders.Add(sent.Context, sent.Request, message, NullLogger.Instance);

        message.Headers.GetValues("X-Upstream-Key").ShouldBe(["upstream-s-own"]);
    }

    [Fact]
    public void Preflight_carries_neither()
    {
        var sent = On("keyed", edge.Snapshot);
        sent.Request.Take(sent.Request.Decision with { IsPreflight = true });

        using var message = Add(sent);

        message.Headers.ShouldBeEmpty();
    }

    private Token Stored => edge.Snapshot.Token with { Id = TokenId.Stored(7) };

    private TokenSnapshot Of(Token token, User owner) => TokenSnapshot.Compile(new TokenFacts(token, owner), edge.Model.Access);

    private (Microsoft.AspNetCore.Http.DefaultHttpContext Context, EdgeRequest Request) On(string route, TokenSnapshot? snapshot)
    {
        var sent = edge.On(route);
        sent.Request.Take(sent.Request.Decision with { Snapshot = snapshot });
        return sent;
    }

    private static HttpRequestMessage Add((Microsoft.AspNetCore.Http.DefaultHttpContext Context, EdgeRequest Request) sent)
    {
        var message = new HttpRequestMessage();
        IdentityHeaders.Add(sent.Context, sent.Request, message, NullLogger.Instance);
        return message;
    }
}

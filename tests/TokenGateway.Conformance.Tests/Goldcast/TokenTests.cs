using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Goldcast;

/// <summary>Personal access tokens as Goldcast's clients use them.</summary>
public sealed class TokenTests(GoldcastSample sample) : IClassFixture<GoldcastSample>
{
    private const ManagementRights Everything = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users;

    private readonly DialectGateway _gateway = sample.Gateway;

    [Theory]
    [InlineData("Token")]
    [InlineData("token")]
    [InlineData("Bearer")]
    [Promise("Goldcast", "Personal access tokens work like ordinary OAuth access tokens.", "`Authorization: Token T`, as sent by its clients, and `Authorization: Bearer T` authenticate; the token is stripped")]
    public async Task Both_schemes_authenticate(string scheme)
    {
        var token = await _gateway.IssueAsync("mia", "Members");

        (await _gateway.SendAsAsync($"{scheme} {token.Value}", "GET", "/event/1")).Status.ShouldBe(200);

        _gateway.Upstream.Last.Header("X-Auth-User").ShouldBe("mia");
        Secrets.FoundIn(_gateway.Upstream.Last, token.Value).ShouldBeEmpty();
    }

    [Fact]
    [Promise("Goldcast", "Every call requires a token.", "401 with `Authentication credentials were not provided.`, or `Invalid token.` for a wrong one")]
    public async Task Without_a_token_or_with_a_wrong_one_calls_are_refused_in_its_words()
    {
        var none = await _gateway.SendAsync("GET", "/event/1");
        none.Status.ShouldBe(401);
        none.Body.ShouldBe("""{"detail":"Authentication credentials were not provided."}""");
        none.Header("WWW-Authenticate").ShouldBe("Token");

        var wrong = await _gateway.SendAsAsync("Token 0123456789012345678901234567890123456789", "GET", "/event/1");
        wrong.Status.ShouldBe(401);
        wrong.Body.ShouldBe("""{"detail":"Invalid token."}""");
        wrong.Header("WWW-Authenticate").ShouldBe("Token");
    }

    [Fact]
    [Promise("Goldcast", "A call that the token does not permit is refused.", "403 with `You do not have permission to perform this action.`")]
    public async Task Missing_right_is_refused_in_its_words()
    {
        var token = await _gateway.IssueAsync("mia", "Members");

        var answer = await _gateway.SendAsAsync($"Token {token.Value}", "DELETE", "/event/1");

        answer.Status.ShouldBe(403);
        answer.Body.ShouldBe("""{"detail":"You do not have permission to perform this action."}""");
    }

    [Theory]
    [InlineData("/core/organization/")]
    [InlineData("/core/organization")]
    [Promise("Goldcast", "`GET /core/organization/` returns the organization of a token.", "served by the gateway, not forwarded")]
    public async Task Organization_probes_a_token(string path)
    {
        var token = await _gateway.IssueAsync("mia", "Members");
        _gateway.Upstream.Forget();

        var answer = await _gateway.SendAsAsync($"Token {token.Value}", "GET", path);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"count":1,"next":null,"previous":null,"results":[{"id":"default","title":"default","name":"default","allow_token_creation":true}]}""");
        answer.Header("Cache-Control").ShouldBe("no-store");
        (await _gateway.SendAsync("GET", path)).Status.ShouldBe(401);
        _gateway.Upstream.Seen.ShouldBeEmpty();

        // What is not asked of the gateway is the upstream's.
        (await _gateway.SendAsAsync($"Token {token.Value}", "PATCH", path)).Status.ShouldBe(200);
        _gateway.Upstream.Last.Method.ShouldBe("PATCH");
    }

    [Fact]
    [Promise("Goldcast", "With teams, only organization administrators create and delete tokens.", "`Tokens:Creators` is `Administrators`, `Tokens:OwnersMay` only `List`")]
    public async Task Only_administrators_create_and_delete()
    {
        var member = await _gateway.IssueAsync("noa", "Members", wish => wish with { Manages = ManagementRights.Own });
        var administrator = await _gateway.IssueAsync("ada", "Administrators", wish => wish with { Manages = Everything });
        using var owner = _gateway.Gateway.Api(member.Value);
        using var admin = _gateway.Gateway.Api(administrator.Value);

        (await owner.PostAsync("/tokens", """{ "name": "mine" }""")).Status.ShouldBe(403);
        (await owner.DeleteAsync($"/tokens/{member.Token.Id}")).Status.ShouldBe(403);
        (await owner.GetAsync("/tokens")).Status.ShouldBe(200);
        (await admin.PostAsync("/tokens", """{ "name": "for noa", "owner": "noa" }""")).Status.ShouldBe(201);
        (await admin.DeleteAsync($"/tokens/{member.Token.Id}")).Status.ShouldBe(204);
    }

    [Fact]
    [Promise("Goldcast", "A name is any text, including that of another token.", "names need not be unique")]
    public async Task Two_tokens_may_have_one_name()
    {
        var first = await _gateway.IssueAsync("mia", "Members", wish => wish with { Name = "Zapier 🎟" });
        var second = await _gateway.IssueAsync("mia", "Members", wish => wish with { Name = "Zapier 🎟" });

        first.Token.Id.ShouldNotBe(second.Token.Id);
        first.Token.Name.ShouldBe(second.Token.Name);
        (await _gateway.SendAsAsync($"Token {first.Value}", "GET", "/event/1")).Status.ShouldBe(200);
        (await _gateway.SendAsAsync($"Token {second.Value}", "GET", "/event/1")).Status.ShouldBe(200);
    }

    [Fact]
    [Promise("Goldcast", "A token is shown once.", "only the response to its creation contains the value; the store has a digest")]
    public async Task Value_is_in_no_later_answer()
    {
        var administrator = await _gateway.IssueAsync("ada", "Administrators", wish => wish with { Manages = Everything });
        using var admin = _gateway.Gateway.Api(administrator.Value);
        var made = await admin.PostAsync("/tokens", """{ "name": "once", "owner": "ada" }""");
        var value = made["token"].ToString();

        value.Length.ShouldBe(40);
        (await admin.GetAsync($"/tokens/{made["id"]}")).Text.ShouldNotContain(value);
        (await admin.GetAsync("/tokens")).Text.ShouldNotContain(value);
    }

    [Fact]
    [Promise("Goldcast", "Deleting a token is irreversible and takes effect at once.", "the next request with it is refused; it cannot be restored")]
    public async Task Deleted_token_is_dead_at_once_and_for_ever()
    {
        var token = await _gateway.IssueAsync("mia", "Members");
        (await _gateway.SendAsAsync($"Token {token.Value}", "GET", "/event/1")).Status.ShouldBe(200);

        var @operator = Actor.Operator("test");
        (await _gateway.Gateway.Tokens.DeleteAsync(@operator, token.Token.Id, CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await _gateway.SendAsAsync($"Token {token.Value}", "GET", "/event/1")).Status.ShouldBe(401);
        (await _gateway.Gateway.Tokens.ActivateAsync(@operator, token.Token.Id, _gateway.Gateway.State.Current.Access, CancellationToken.None)).Succeeded.ShouldBeFalse();
        (await _gateway.SendAsAsync($"Token {token.Value}", "GET", "/event/1")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("0123456789abcdef0123456789abcdef01234567")]
    public async Task What_only_looks_like_a_token_passes(string commit)
    {
        var token = await _gateway.IssueAsync("mia", "Members");

        (await _gateway.SendAsync("GET", $"/event/1?commit={commit}", headers: [("Authorization", $"Token {token.Value}"), ("X-Commit", commit)])).Status.ShouldBe(200);

        _gateway.Upstream.Last.Target.ShouldBe($"/event/1?commit={commit}");
        _gateway.Upstream.Last.Header("X-Commit").ShouldBe(commit);
    }
}

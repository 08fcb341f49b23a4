using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>Values that are made elsewhere and registered by their digest, in creating and rotating.</summary>
public sealed class ForeignValueTests
{
    private readonly InMemoryStore _store = Cast.Store();

    [Theory]
    [InlineData("operator", "alice", "", null)]
    [InlineData("own", "alice", "", null)]
    [InlineData("own", "bob", "", Forbidden)]
    [InlineData("own, role Users", "alice", "", RoleNotHeld)]
    [InlineData("operator", "alice", "role=Administrators", RoleNotHeld)]
    [InlineData("operator", "alice", "ends=-1", EndInThePast)]
    public async Task Rules_are_those_of_a_new_token(string actor, string owner, string wish, RefusalCode? expected)
    {
        var model = Cast.Model();
        var result = await Create().IssueAsync(Cast.Actor(actor, model), Wish.Parse(owner, wish) with { Digest = Some.Digest(1) }, model, default);

        (result.Error?.Code).ShouldBe(expected);
        if (expected is not null)
            return;
        result.Value!.HasValue.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => result.Value.Value);
        result.Value.Token.Hint.ShouldBe("sha256:" + Some.Digest(1).ToString()[..8]);
        (await _store.FindAsync(Some.Digest(1), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Value_that_the_file_declares_and_the_empty_one_are_refused()
    {
        var model = Some.Model(users: [Some.User()], declared: [new(Some.Digest(9), Some.Token() with { Id = TokenId.Declared("ci") })]);
        _store.Put(Some.Token(7));
        var actor = Actor.Operator("test");

        foreach (var (digest, expected) in new[] { (Some.Digest(9), ValueKnown), (TokenDigest.Of(""), ValueTooWeak) })
        {
            var request = new IssueRequest { Owner = Some.Token(7).Owner, Digest = digest };
            ((await Create().IssueAsync(actor, request, model, default)).Error?.Code).ShouldBe(expected);
            ((await Create().RotateAsync(actor, TokenId.Stored(7), TimeSpan.Zero, digest, model, default)).Error?.Code).ShouldBe(expected);
            (await new TokenImporter(_store, _store, _store, new FakeClock()).ImportAsync(actor, [new ImportRequest(request, digest, "...")], false, model, default))
                .Refusals.ShouldHaveSingleItem().Value.Code.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Rotation_takes_a_digest_and_after_it_a_value_of_ours()
    {
        var model = Cast.Model();
        _store.Put(Some.Token(7, "alice"));
        var given = await Create().RotateAsync(Actor.Operator("test"), TokenId.Stored(7), TimeSpan.Zero, Some.Digest(1), model, default);
        given.Value!.HasValue.ShouldBeFalse();
        given.Value.Token.Hint.ShouldStartWith("sha256:");

        var made = await Create().RotateAsync(Actor.Operator("test"), TokenId.Stored(7), TimeSpan.Zero, model, default);
        made.Value!.HasValue.ShouldBeTrue();
        made.Value.Token.Hint.ShouldStartWith("tgw_7_");
    }

    private TokenLifecycle Create() => new(_store, _store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), _store, new FakeClock());
}

using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>Who may give which token a new secret: one who gets a secret could have made the token.</summary>
public sealed class RotationTests
{
    private static readonly StandardTokenFormat Format = new("tgw");

    private readonly FakeClock _clock = new();
    private readonly InMemoryStore _store = Cast.Store();

    [Theory]
    [InlineData("operator", "alice", null)]
    [InlineData("operator", "nobody", null)]
    [InlineData("own", "alice", null)]
    [InlineData("own", "bob", NotFound)]
    [InlineData("manages nothing", "alice", NotFound)]
    [InlineData("own, role Users", "alice", RoleNotHeld)]
    [InlineData("own, orders:read", "alice", PermissionNotHeld)]
    [InlineData("own, 10 days", "alice", OutlivesCreator)]
    [InlineData("own, prod", "alice", NotFound)]
    [InlineData("admin", "alice", null)]
    [InlineData("admin, role Users", "alice", RoleNotHeld)]
    [InlineData("admin, owner lowered", "alice", NotFound)]
    [InlineData("user manager", "alice", NotFound)]
    public async Task Actor_rotates_token_of_owner(string actor, string owner, RefusalCode? expected)
    {
        _store.Put(Some.Token(7, owner));
        var result = await RotateAsync(actor, TimeSpan.Zero);
        (result.Error?.Code).ShouldBe(expected);
        _store.Journal.ShouldBe(expected is null ? ["write token 7", "told TokenAdded 7"] : []);
        (result.Value is { } issued && Format.IsValid(issued.Value)).ShouldBe(expected is null);
    }

    [Fact]
    public async Task Token_rotates_itself_whatever_it_may_do()
    {
        var model = Cast.Model();
        var own = Some.Token(7) with { Permissions = Some.Permissions("orders:read"), Manages = ManagementRights.Own, ExpiresAt = The.Start.AddDays(3) };
        _store.Put(own);
        var bearer = Actor.Bearer(Some.Snapshot(own, _store.Users[own.Owner], model));
        (await Create().RotateAsync(bearer, own.Id, TimeSpan.Zero, model, CancellationToken.None)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(24, null, 24)]
    [InlineData(168, null, 168)]
    [InlineData(24, 10, 10)]
    public async Task Overlap_ends_with_the_token_at_the_latest(int hours, int? endsAfter, int? expected)
    {
        _store.Put(Some.Token(7) with { ExpiresAt = endsAfter is { } end ? The.Start.AddHours(end) : null });
        var issued = (await RotateAsync("operator", TimeSpan.FromHours(hours))).Value.ShouldNotBeNull();
        issued.Token.OverlapEndsAt.ShouldBe(expected is { } until ? The.Start.AddHours(until) : null);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(169)]
    public async Task Overlap_is_seven_days_at_most(int hours)
    {
        _store.Put(Some.Token(7));
        (await RotateAsync("operator", TimeSpan.FromHours(hours))).Error.ShouldNotBeNull().Code.ShouldBe(OverlapTooLong);
    }

    [Fact]
    public async Task Expired_deleted_and_declared_tokens_get_no_new_secret()
    {
        _store.Put(Some.Token(7) with { ExpiresAt = The.Start });
        (await RotateAsync("operator", TimeSpan.Zero)).Error.ShouldNotBeNull().Code.ShouldBe(SubjectExpired);
        _store.Put(Some.Token(7) with { DeletedAt = The.Start });
        (await RotateAsync("operator", TimeSpan.Zero)).Error.ShouldNotBeNull().Code.ShouldBe(NotFound);
        (await RotateAsync("operator", TimeSpan.Zero, TokenId.Declared("ci"))).Error.ShouldNotBeNull().Code.ShouldBe(DeclaredInFile);
        _store.Journal.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_secret_is_made_while_tokens_are_switched_off()
    {
        _store.Put(Some.Token(7));
        var model = Cast.Model(new TokenOptions { Enabled = false });
        (await Create().RotateAsync(Actor.Operator("root"), TokenId.Stored(7), TimeSpan.Zero, model, CancellationToken.None))
            .Error.ShouldNotBeNull().Code.ShouldBe(TokensDisabled);
    }

    [Fact]
    public async Task Ending_an_overlap_is_done_once_and_harmless_again()
    {
        _store.Put(Some.Token(7));
        await RotateAsync("operator", TimeSpan.FromDays(1));
        for (var i = 0; i < 2; i++)
        {
            var ended = await Create().EndOverlapAsync(Actor.Operator("root"), TokenId.Stored(7), CancellationToken.None);
            ended.Value.ShouldNotBeNull().OverlapEndsAt.ShouldBeNull();
        }

        _store.Audited.Select(one => one.Action).ShouldBe([AuditAction.TokenRotated, AuditAction.TokenOverlapEnded]);
    }

    [Fact]
    public async Task Rotation_is_recorded_without_the_secret()
    {
        _store.Put(Some.Token(7));
        var issued = (await RotateAsync("own", TimeSpan.FromHours(1))).Value.ShouldNotBeNull();
        var entry = _store.Audited.Single();
        entry.Action.ShouldBe(AuditAction.TokenRotated);
        entry.Subject.ShouldBe("token:7");
        entry.Actor.ShouldBe(new AuditActor("token:1000", "alice", "1000"));
        $"{entry.Before} {entry.After}".ShouldNotContain(issued.Value);
        entry.After.ShouldBe("""{"overlapEndsAt":"2031-05-17T13:00:00+00:00"}""");
    }

    private TokenLifecycle Create() => new(_store, _store, new InMemoryPermissionUses(), Format, _store, _clock);

    private Task<LifecycleResult<IssuedToken>> RotateAsync(string actor, TimeSpan overlap, TokenId? id = null)
    {
        var model = Cast.Model();
        return Create().RotateAsync(Cast.Actor(actor, model), id ?? TokenId.Stored(7), overlap, model, CancellationToken.None).AsTask();
    }
}

using Microsoft.Extensions.Time.Testing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Bulk;

namespace TokenGateway.Portal.Tests.Bulk;

public sealed class BulkPlansTests
{
    private static readonly TokenDigest Session = TokenDigest.Of("session");
    private static readonly UserId Erik = UserId.Parse("erik");
    private static readonly Token Token = new() { Id = TokenId.Stored(7), Name = "ci", Owner = Erik, Role = RoleName.Parse("Users"), CreatedBy = "user:erik" };

    private readonly FakeTimeProvider _clock = new();
    private readonly BulkPlans _plans;

    public BulkPlansTests() => _plans = new BulkPlans(_clock);

    [Fact]
    public void Plan_is_looked_at_often_and_used_once()
    {
        var handle = Keep();

        _plans.Find(handle, Session).ShouldNotBeNull();
        _plans.Take(handle, Session).ShouldNotBeNull();
        _plans.Take(handle, Session).ShouldBeNull();
    }

    [Fact]
    public void Another_session_gets_nothing_and_takes_nothing_away()
    {
        var handle = Keep();

        _plans.Take(handle, TokenDigest.Of("other")).ShouldBeNull();
        _plans.Take(handle, Session).ShouldNotBeNull();
    }

    [Fact]
    public void Plan_ends_after_ten_minutes()
    {
        var handle = Keep();
        _clock.Advance(TimeSpan.FromMinutes(10));

        _plans.Find(handle, Session).ShouldBeNull();
    }

    [Fact]
    public void Who_makes_many_loses_its_own()
    {
        var (ada, first) = (_plans.Keep(Session, UserId.Parse("ada"), Plan()), Keep());
        for (var i = 0; i < 3; i++)
            Keep();

        _plans.Find(first, Session).ShouldBeNull();
        _plans.Find(ada, Session).ShouldNotBeNull();
    }

    [Fact]
    public void Recent_uses_are_counted_by_owner()
    {
        var used = Token with { LastUse = new TokenUse(_clock.GetUtcNow().AddHours(-23), null, TokenPlace.Header) };
        var old = Token with { LastUse = new TokenUse(_clock.GetUtcNow().AddHours(-25), null, TokenPlace.Header) };
        var plan = BulkPlan.Of(BulkAction.Delete, new FoundTokens([Token, used, used, old], IsCut: false), _clock.GetUtcNow());

        plan.UsedRecently.ShouldBe(2);
        plan.RecentOwners.ShouldBe([(Erik, 2)]);
    }

    private string Keep() => _plans.Keep(Session, Erik, Plan());

    private BulkPlan Plan() => BulkPlan.Of(BulkAction.Delete, new FoundTokens([Token], IsCut: false), _clock.GetUtcNow());
}

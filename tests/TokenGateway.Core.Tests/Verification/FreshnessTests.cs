using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class FreshnessTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Nothing_is_fresh_before_the_first_confirmation() => new Freshness(_clock).IsFresh.ShouldBeFalse();

    [Fact]
    public void Confirmation_holds_for_less_than_2_seconds()
    {
        var freshness = new Freshness(_clock);
        freshness.Confirm(_clock.GetTimestamp());
        freshness.IsFresh.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        freshness.IsFresh.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromTicks(1));
        freshness.IsFresh.ShouldBeFalse();
        freshness.Age.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Confirmation_counts_from_where_the_read_began()
    {
        var freshness = new Freshness(_clock);
        var began = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(3));
        freshness.Confirm(began);
        freshness.IsFresh.ShouldBeFalse();
        freshness.Age.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Older_heartbeat_takes_nothing_back()
    {
        var freshness = new Freshness(_clock);
        freshness.Confirm(_clock.GetTimestamp());
        freshness.Confirm(_clock.GetTimestamp(), behind: TimeSpan.FromMinutes(1));
        freshness.IsFresh.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_store_nothing_becomes_stale()
    {
        var freshness = new Freshness(_clock, isAlwaysFresh: true);
        _clock.Advance(TimeSpan.FromDays(10_000));
        freshness.IsFresh.ShouldBeTrue();
    }
}

using System.Net;
using TokenGateway.Management.Sessions;

namespace TokenGateway.Management.Tests.Sessions;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.1");

    private readonly TurnedClock _clock = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_clock);

    [Fact]
    public void First_attempts_do_not_wait_and_later_ones_wait_longer_up_to_a_limit()
    {
        var delays = Enumerable.Range(0, 12).Select(_ => Fail(Home, "alice").TotalSeconds).ToList();

        delays.ShouldBe([0, 0, 0, 0, 0.5, 1, 2, 4, 8, 16, 16, 16]);
    }

    [Fact]
    public void Account_waits_from_whatever_address_it_is_tried()
    {
        for (var i = 1; i <= 6; i++)
            Fail(IPAddress.Parse($"192.0.2.{i}"), "alice");

        DelayOf(IPAddress.Parse("198.51.100.1"), "alice").ShouldBe(TimeSpan.FromSeconds(2));
        DelayOf(IPAddress.Parse("198.51.100.1"), "bob").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Address_waits_whatever_account_it_tries()
    {
        for (var i = 1; i <= 12; i++)
            Fail(Home, $"user{i}");

        DelayOf(Home, "somebody else").ShouldBe(TimeSpan.FromSeconds(2));
        DelayOf(IPAddress.Parse("192.0.2.2"), "somebody else").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void IPv6_counts_by_64_bits_and_mapped_IPv4_as_IPv4()
    {
        for (var i = 1; i <= 12; i++)
        {
            Fail(IPAddress.Parse($"2001:db8:1:2:{i}::1"), $"six{i}");
            Fail(IPAddress.Parse("::ffff:192.0.2.1"), $"four{i}");
        }

        DelayOf(IPAddress.Parse("2001:db8:1:2:ffff::9"), "x").ShouldBeGreaterThan(TimeSpan.Zero);
        DelayOf(IPAddress.Parse("2001:db8:1:3::1"), "x").ShouldBe(TimeSpan.Zero);
        DelayOf(Home, "x").ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Failures_are_forgotten_one_a_minute()
    {
        for (var i = 0; i < 100; i++)
            Fail(Home, "alice");

        _clock.Turn(TimeSpan.FromMinutes(FailurePlace.Most - SignInThrottle.FreeOfAccount));
        DelayOf(Home, "alice").ShouldBe(TimeSpan.FromSeconds(0.5));
        _clock.Turn(TimeSpan.FromMinutes(1));
        DelayOf(Home, "alice").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Right_password_waits_like_any_other_and_does_not_count()
    {
        for (var i = 0; i < 6; i++)
            Fail(Home, "alice");

        for (var i = 0; i < 20; i++)
            DelayOf(Home, "alice").ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Attempts_under_way_count_as_failed_so_that_many_at_once_do_not_pass()
    {
        var delays = Enumerable.Range(1, 8).Select(i => Enter(IPAddress.Parse($"192.0.2.{i}"), "alice")!.Delay.TotalSeconds).ToList();

        delays.ShouldBe([0, 0, 0, 0, 0.5, 1, 2, 4]);
    }

    [Fact]
    public void One_address_has_few_attempts_under_way()
    {
        var turns = Enumerable.Range(0, SignInThrottle.MostOfOne).Select(i => Enter(Home, $"user{i}")).ToList();

        turns.ShouldAllBe(turn => turn != null);
        _throttle.TryEnter(Home, "another", out _).ShouldBeNull();
        turns[0]!.Dispose();
        Enter(Home, "another").ShouldNotBeNull();
    }

    [Fact]
    public void Account_that_is_attacked_from_everywhere_has_room_for_an_address_without_failures()
    {
        for (var i = 1; i <= SignInThrottle.MostOfOne; i++)
        {
            var address = IPAddress.Parse($"192.0.2.{i}");
            Fail(address, "other");
            Enter(address, "alice").ShouldNotBeNull();
        }

        var known = IPAddress.Parse("203.0.113.7");
        Fail(known, "other");

        _throttle.TryEnter(known, "alice", out var retryAfter).ShouldBeNull();
        retryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        Enter(IPAddress.Parse("198.51.100.1"), "alice").ShouldNotBeNull();
    }

    [Fact]
    public void Attempts_under_way_are_bounded_in_all()
    {
        for (var i = 0; i < SignInThrottle.MostUnderWay; i++)
            Enter(IPAddress.Parse($"10.0.{i}.1"), $"user{i}").ShouldNotBeNull();

        _throttle.TryEnter(Home, "alice", out _).ShouldBeNull();
    }

    private SignInTurn? Enter(IPAddress address, string account) => _throttle.TryEnter(address, account, out _);

    private TimeSpan Fail(IPAddress address, string account)
    {
        using var turn = Enter(address, account)!;
        return turn.Delay;
    }

    private TimeSpan DelayOf(IPAddress address, string account)
    {
        using var turn = Enter(address, account)!;
        turn.TakeBack();
        return turn.Delay;
    }
}

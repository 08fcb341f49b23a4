using System.Net;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Testing;

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

        _clock.Turn(TimeSpan.FromMinutes(FailureBucket.Most - SignInThrottle.FreeOfAccount));
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
    public void Few_attempts_of_one_network_wait_and_attempts_that_need_not_wait_take_no_place()
    {
        for (var i = 0; i < SignInThrottle.FreeOfNetwork; i++)
            Enter(Home, $"user{i}")!.Delay.ShouldBe(TimeSpan.Zero);
        var waiting = Enumerable.Range(0, SignInThrottle.MostOfNetwork).Select(i => Enter(Home, $"waiting{i}")!).ToList();

        waiting.ShouldAllBe(turn => turn.Delay > TimeSpan.Zero);
        _throttle.TryEnter(Home, "another", out var retryAfter).ShouldBeNull();
        retryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        waiting[0].EndWaiting();
        Enter(Home, "another").ShouldNotBeNull();
    }

    [Fact]
    public void Thousand_addresses_that_wait_hold_up_nobody_else()
    {
        for (var i = 0; i < 1000; i++)
            Attack(IPAddress.Parse($"10.{i / 250}.{i % 250}.1"));

        ShouldSignInAtOnce("198.51.100.", "bob");
    }

    [Fact]
    public void Networks_of_one_site_that_wait_hold_up_nobody_else()
    {
        for (var i = 0; i < 1000; i++)
            Attack(IPAddress.Parse($"2001:db8:1:{i:x}::1"));

        ShouldSignInAtOnce("2001:db8:2::", "bob");
        ShouldSignInAtOnce("198.51.100.", "carol");
    }

    [Fact]
    public void Site_waits_though_each_of_its_networks_tries_once()
    {
        for (var i = 0; i < SignInThrottle.FreeOfSite + 2; i++)
            Fail(IPAddress.Parse($"2001:db8:1:{i:x}::1"), $"user{i}");

        DelayOf(IPAddress.Parse("2001:db8:1:ffff::1"), "another").ShouldBeGreaterThan(TimeSpan.Zero);
        DelayOf(IPAddress.Parse("2001:db8:2:1::1"), "another").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Attack_on_an_account_does_not_delay_who_signed_in_from_there_before()
    {
        using (var turn = Enter(Home, "alice")!)
            turn.Succeed();
        for (var i = 0; i < 1000; i++)
            Enter(IPAddress.Parse($"10.{i / 250}.{i % 250}.1"), "alice");

        IsAtOnce(Enter(Home, "alice"), HashLane.Known).ShouldBeTrue();
        DelayOf(IPAddress.Parse("198.51.100.1"), "alice").ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Who_guesses_from_where_an_account_was_signed_in_to_waits_too()
    {
        using (var turn = Enter(Home, "alice")!)
            turn.Succeed();

        var delays = Enumerable.Range(0, 7).Select(_ => Fail(Home, "alice").TotalSeconds).ToList();

        delays.ShouldBe([0, 0, 0, 0, 0.5, 1, 2]);
    }

    [Fact]
    public void Waiting_is_bounded_and_apart_for_networks_without_failures()
    {
        for (var i = 0; i < SignInThrottle.MostWaiting + 300; i++)
        {
            var address = IPAddress.Parse($"10.{i / 250}.{i % 250}.1");
            Fail(address, $"once{i}");
            Enter(address, "alice");
        }

        var failed = IPAddress.Parse("203.0.113.7");
        Fail(failed, "other");
        _throttle.TryEnter(failed, "alice", out _).ShouldBeNull();
        Enumerable.Range(1, 20).Count(i => Enter(IPAddress.Parse($"198.51.100.{i}"), "alice") is not null).ShouldBeGreaterThan(10);
    }

    private void Attack(IPAddress address)
    {
        for (var i = 0; i < 20; i++)
            _throttle.TryEnter(address, "alice", out _);
    }

    // Networks that share a place of the table share its delay, so that a few of many may meet an attacker's.
    private void ShouldSignInAtOnce(string network, string account) =>
        Enumerable.Range(1, 20).Count(i => IsAtOnce(Enter(IPAddress.Parse(network + i), account), HashLane.Fresh)).ShouldBeGreaterThan(10);

    private static bool IsAtOnce(SignInAttempt? turn, HashLane lane)
    {
        turn?.TakeBack();
        turn?.Dispose();
        return turn is not null && turn.Delay == TimeSpan.Zero && turn.Lane == lane;
    }

    private SignInAttempt? Enter(IPAddress address, string account) => _throttle.TryEnter(address, account, out _);

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

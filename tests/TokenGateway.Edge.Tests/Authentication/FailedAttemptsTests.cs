using System.Net;
using Microsoft.Extensions.Time.Testing;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Tests.Authentication;

public sealed class FailedAttemptsTests
{
    private static readonly ThrottleOptions Options = new(FailedAttempts: 3, TimeSpan.FromMinutes(1));
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FailedAttempts _attempts;

    public FailedAttemptsTests() => _attempts = new FailedAttempts(_clock);

    [Fact]
    public void Budget_is_used_up_by_as_many_as_it_has()
    {
        for (var i = 0; i < Options.FailedAttempts; i++)
        {
            _attempts.IsOverBudget(Client, Options).ShouldBeFalse();
            _attempts.Count(Client, Options);
        }

        _attempts.IsOverBudget(Client, Options).ShouldBeTrue();
    }

    [Fact]
    public void Next_window_begins_anew()
    {
        Fail(Client, 3);
        _clock.Advance(Options.Window);

        _attempts.IsOverBudget(Client, Options).ShouldBeFalse();
        Fail(Client, 2);
        _attempts.IsOverBudget(Client, Options).ShouldBeFalse();
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    public void One_client_has_one_budget(string one, string same)
    {
        Fail(IPAddress.Parse(one), 3);

        _attempts.IsOverBudget(IPAddress.Parse(same), Options).ShouldBeTrue();
    }

    /// <summary>Two clients share a place of the table once in 65,536 times; not all of these.</summary>
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.3.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:1:4::1", "2001:db8:2:2::1")]
    public void Another_client_has_its_own(string one, params string[] others)
    {
        Fail(IPAddress.Parse(one), 3);

        others.Select(IPAddress.Parse).ShouldContain(other => !_attempts.IsOverBudget(other, Options));
    }

    [Fact]
    public void A_client_without_an_address_has_a_budget_too()
    {
        Fail(null, 3);

        _attempts.IsOverBudget(null, Options).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 59)]
    [InlineData(59.5, 1)]
    public void Rest_of_the_window_is_told_in_whole_seconds_and_never_none(double into, int left)
    {
        _clock.Advance(TimeSpan.FromSeconds(into));

        _attempts.SecondsLeft(Options).ShouldBe(left);
    }

    [Fact]
    public void Counting_at_once_loses_nothing()
    {
        var options = Options with { FailedAttempts = 40_000 };

        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 10_000; i++)
                _attempts.Count(Client, options);
        });

        _attempts.IsOverBudget(Client, options).ShouldBeTrue();
        _attempts.IsOverBudget(Client, options with { FailedAttempts = 40_001 }).ShouldBeFalse();
    }

    private void Fail(IPAddress? address, int times)
    {
        for (var i = 0; i < times; i++)
            _attempts.Count(address, Options);
    }
}

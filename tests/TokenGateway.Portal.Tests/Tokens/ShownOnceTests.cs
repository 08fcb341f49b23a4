using Microsoft.Extensions.Time.Testing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Tests.Tokens;

public sealed class ShownOnceTests
{
    private static readonly TokenDigest Session = TokenDigest.Of("session");
    private static readonly UserId Erik = UserId.Parse("erik");
    private static readonly Shown Value = new(new Token { Id = TokenId.Stored(7), Name = "ci", Owner = Erik, Role = RoleName.Parse("Users"), CreatedBy = "user:erik" }, "tgw_7_secret", ShownReason.Created);

    private readonly FakeTimeProvider _clock = new();
    private readonly ShownOnce _shown;

    public ShownOnceTests() => _shown = new ShownOnce(_clock);

    [Fact]
    public void Value_is_read_once()
    {
        var handle = _shown.Keep(Session, Erik, Value);

        _shown.Take(handle, Session).ShouldBeSameAs(Value);
        _shown.Take(handle, Session).ShouldBeNull();
    }

    [Fact]
    public void Another_session_gets_nothing_and_takes_nothing_away()
    {
        var handle = _shown.Keep(Session, Erik, Value);

        _shown.Take(handle, TokenDigest.Of("other")).ShouldBeNull();
        _shown.Take(handle, Session).ShouldBeSameAs(Value);
    }

    [Fact]
    public void Value_that_nobody_reads_goes()
    {
        var handle = _shown.Keep(Session, Erik, Value);
        _clock.Advance(TimeSpan.FromMinutes(2));

        _shown.Take(handle, Session).ShouldBeNull();
    }

    [Fact]
    public void Memory_is_bounded_and_the_oldest_go_first()
    {
        var first = _shown.Keep(Session, Erik, Value);
        var handles = Enumerable.Range(0, 1000).Select(i => _shown.Keep(Session, UserId.Parse($"user{i}"), Value)).ToList();

        _shown.Take(first, Session).ShouldBeNull();
        handles.ShouldAllBe(handle => _shown.Take(handle, Session) != null);
    }

    [Fact]
    public void User_with_many_values_loses_the_oldest_and_nobody_elses()
    {
        var other = _shown.Keep(Session, UserId.Parse("uma"), Value);
        var first = _shown.Keep(Session, Erik, Value);
        for (var i = 0; i < ShownOnce.MostOfUser; i++)
            _shown.Keep(Session, Erik, Value);

        _shown.Take(first, Session).ShouldBeNull();
        _shown.Take(other, Session).ShouldBeSameAs(Value);
    }

    [Fact]
    public void Nothing_prints_the_value() => Value.ToString().ShouldNotContain("secret");
}

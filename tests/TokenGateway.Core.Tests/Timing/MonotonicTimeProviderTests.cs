using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Timing;

namespace TokenGateway.Core.Tests.Timing;

public sealed class MonotonicTimeProviderTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    private readonly SetClock _clock = new();
    private readonly List<TimeSpan> _told = [];

    [Fact]
    public void Time_is_that_of_the_wall_clock_as_long_as_it_goes_on()
    {
        var steady = Create();
        foreach (var step in new[] { TimeSpan.Zero, Moment, TimeSpan.FromDays(400), TimeSpan.FromTicks(1) })
        {
            _clock.Pass(step);
            steady.GetUtcNow().ShouldBe(_clock.GetUtcNow());
        }

        _told.ShouldBeEmpty();
    }

    [Fact]
    public void Wall_clock_that_is_set_back_does_not_take_the_time_back_and_time_goes_on()
    {
        var steady = Create();
        var before = steady.GetUtcNow();
        _clock.Pass(Moment);
        _clock.Set(TimeSpan.FromHours(-1));

        steady.GetUtcNow().ShouldBe(before + Moment);
        _clock.Pass(TimeSpan.FromMinutes(10));
        steady.GetUtcNow().ShouldBe(before + Moment + TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Wall_clock_that_is_set_ahead_is_followed()
    {
        var steady = Create();
        var before = steady.GetUtcNow();
        _clock.Set(TimeSpan.FromHours(2));
        _clock.Pass(Moment);

        steady.GetUtcNow().ShouldBe(before + TimeSpan.FromHours(2) + Moment);
    }

    [Fact]
    public void Wall_clock_that_catches_up_is_followed_again()
    {
        var steady = Create();
        var before = steady.GetUtcNow();
        _clock.Set(TimeSpan.FromHours(-1));
        _clock.Pass(Moment);
        steady.GetUtcNow().ShouldBe(before + Moment);
        _clock.Set(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(3));
        _clock.Pass(Moment);

        steady.GetUtcNow().ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public void Clock_that_is_behind_is_told_once()
    {
        var steady = Create();
        steady.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            _clock.Set(TimeSpan.FromMinutes(-10));
            _clock.Pass(Moment);
            steady.GetUtcNow();
        }

        _told.ShouldBe([TimeSpan.FromMinutes(10)]);
    }

    [Fact]
    public void Clock_that_is_a_little_behind_is_not_told()
    {
        var steady = Create();
        steady.GetUtcNow();
        _clock.Set(TimeSpan.FromSeconds(-59));
        _clock.Pass(Moment);
        steady.GetUtcNow();

        _told.ShouldBeEmpty();
    }

    [Fact]
    public void Time_never_goes_back_whatever_is_done_to_the_wall_clock()
    {
        var steady = Create();
        var chance = new Random(20310517);
        var last = steady.GetUtcNow();
        for (var i = 0; i < 10_000; i++)
        {
            _clock.Pass(TimeSpan.FromTicks(chance.Next(50_000)));
            if (chance.Next(3) == 0)
                _clock.Set(TimeSpan.FromSeconds(chance.Next(-7200, 7200)));
            var now = steady.GetUtcNow();
            now.ShouldBeGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    [Fact]
    public async Task Several_threads_never_see_time_go_back()
    {
        var steady = Create();
        using var stop = new CancellationTokenSource();
        var setter = Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                _clock.Pass(TimeSpan.FromMilliseconds(1));
                _clock.Set(TimeSpan.FromSeconds(i % 2 == 0 ? 30 : -40));
            }

            stop.Cancel();
        });
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var last = DateTimeOffset.MinValue;
            var back = 0;
            while (!stop.IsCancellationRequested)
            {
                var now = steady.GetUtcNow();
                back += now < last ? 1 : 0;
                last = now;
            }

            return back;
        })).ToArray();

        (await Task.WhenAll(readers)).Sum().ShouldBe(0);
        await setter;
    }

    private MonotonicTimeProvider Create() => new(_clock, _told.Add);
}

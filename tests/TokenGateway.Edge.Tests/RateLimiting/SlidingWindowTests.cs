using FsCheck;
using FsCheck.Fluent;

namespace TokenGateway.Edge.Tests.RateLimiting;

public sealed class SlidingWindowTests
{
    private static readonly Core.Verification.TokenSnapshot Token = LimitedRoute.Token();

    [Fact]
    public void Each_permit_comes_back_when_its_segment_has_left_the_window()
    {
        var route = Create(permits: 4, segments: 5);

        route.Passes(Token).ShouldBeTrue();
        route.Clock.Advance(TimeSpan.FromSeconds(6));
        route.Passing(Token).ShouldBe(3);
        route.Clock.Advance(TimeSpan.FromSeconds(5));
        route.Passing(Token).ShouldBe(0);
        route.Clock.Advance(TimeSpan.FromSeconds(1));
        route.Passing(Token).ShouldBe(1);
        route.Clock.Advance(TimeSpan.FromSeconds(5));
        route.Passing(Token).ShouldBe(0);
        route.Clock.Advance(TimeSpan.FromSeconds(1));
        route.Passing(Token).ShouldBe(3);
    }

    [Fact]
    public void A_long_pause_brings_all_back()
    {
        var route = Create(permits: 4, segments: 3);
        route.Passing(Token).ShouldBe(4);

        route.Clock.Advance(TimeSpan.FromDays(100));

        route.Passing(Token).ShouldBe(4);
    }

    [Fact]
    public void Verdict_tells_what_is_left_and_when_it_is_back()
    {
        var route = Create(permits: 2, segments: 5);

        var first = route.Take(Token);
        route.Clock.Advance(TimeSpan.FromSeconds(4));
        var second = route.Take(Token);
        var refused = route.Take(Token);

        (first.Remaining, first.ResetSeconds).ShouldBe((1, 12));
        (second.Remaining, second.ResetSeconds).ShouldBe((0, 12));
        (refused.IsRefused, refused.ResetSeconds).ShouldBe((true, 8));
        route.Clock.Advance(TimeSpan.FromSeconds(8));
        route.Passes(Token).ShouldBeTrue();
    }

    [Fact]
    public void No_stretch_as_long_as_the_window_sees_more_than_the_permits_and_whoever_waits_passes()
    {
        var sizes = Gen.Choose(1, 6).Zip(Gen.Choose(1, 7)).Zip(Gen.Choose(0, 4000).ArrayOf(60));
        Check.QuickThrowOnFailure(Prop.ForAll(sizes.ToArbitrary(), written =>
        {
            var ((permits, segments), pauses) = written;
            var route = Create(permits, segments);
            var (now, passed) = (0L, new List<long>());
            foreach (var pause in pauses)
            {
                route.Clock.Advance(TimeSpan.FromMilliseconds(pause));
                now += pause;
                var verdict = route.Take(Token);
                if (!verdict.IsRefused)
                    passed.Add(now);
                else
                    passed.Count(at => now - at < 10_000 + (10_000 / segments) + 1).ShouldBeGreaterThanOrEqualTo(permits);
            }

            passed.Select(from => passed.Count(at => at >= from && at < from + 10_000)).ShouldAllBe(count => count <= permits);
        }));
    }

    private static LimitedRoute Create(int permits, int segments) => LimitedRoute.Create(
        $$"""{ "By": "token", "Algorithm": "SlidingWindow", "Permits": {{permits}}, "Window": "10s", "Segments": {{segments}} }""");
}

using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class UnknownDigestsTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Unknown_digest_is_forgotten_after_10_seconds()
    {
        var unknown = new UnknownDigests(_clock);
        unknown.Add(Some.Digest());
        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        unknown.Contains(Some.Digest()).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromTicks(1));
        unknown.Contains(Some.Digest()).ShouldBeFalse();
    }

    [Fact]
    public void Digest_that_shares_the_place_is_not_taken_for_it()
    {
        var unknown = new UnknownDigests(_clock);
        var bytes = Some.Digest().ToArray();
        bytes[31] ^= 1;
        var neighbour = new TokenDigest(bytes);
        neighbour.GetHashCode().ShouldBe(Some.Digest().GetHashCode());
        unknown.Add(neighbour);
        unknown.Contains(Some.Digest()).ShouldBeFalse();
        unknown.Add(Some.Digest());
        unknown.Contains(Some.Digest()).ShouldBeTrue();
        unknown.Contains(neighbour).ShouldBeFalse();
    }

    [Fact]
    public void Flood_of_unknown_digests_is_bounded_and_keeps_nobody_out()
    {
        var unknown = new UnknownDigests(_clock);
        for (var i = 0; i < 100_000; i++)
            unknown.Add(Some.Digest(i));
        Enumerable.Range(0, 100_000).Count(i => unknown.Contains(Some.Digest(i))).ShouldBeInRange(1, 8192);
        unknown.Add(Some.Digest(-1));
        unknown.Contains(Some.Digest(-1)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ChangeKind.TokenAdded, false)]
    [InlineData(ChangeKind.TokenChanged, true)]
    [InlineData(ChangeKind.UserChanged, true)]
    public void Cache_forgets_them_when_a_token_is_added(ChangeKind kind, bool remains)
    {
        var cache = new TokenCache(10, _clock);
        cache.TryFill(cache.BeginFill(), Some.Digest(), default, 0, out _).ShouldBeTrue();
        cache.Apply(new Change(kind, "8"));
        cache.IsKnownUnknown(Some.Digest()).ShouldBe(remains);
    }
}

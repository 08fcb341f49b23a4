using System.Globalization;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

/// <summary>
/// Several threads read, fill and change at once. The version of each token stands in its name, so that an entry older
/// than the last change is recognised.
/// </summary>
public sealed class TokenCacheConcurrencyTests
{
    private const int Tokens = 40;
    private const int Rounds = 20_000;

    private readonly long[] _versions = new long[Tokens];
    private readonly TokenCache _cache = new(capacity: 25, new FakeClock());

    [Fact]
    public async Task No_entry_of_a_changed_token_survives()
    {
        await Task.WhenAll(
            Task.Run(() => Read(seed: 1)), Task.Run(() => Read(seed: 2)), Task.Run(() => Read(seed: 3)),
            Task.Run(() => Change(from: 0)), Task.Run(() => Change(from: 1)));

        var survivors = Enumerable.Range(0, Tokens).Count(number => IsCurrentOrAbsent(number, Volatile.Read(ref _versions[number])));
        survivors.ShouldBe(Tokens);
        _cache.Count.ShouldBeLessThanOrEqualTo(25);
        _cache.IndexedTokens.ShouldBe(_cache.Count);
        _cache.IndexedOwners.ShouldBeLessThanOrEqualTo(_cache.Count);
    }

    [Fact]
    public async Task Cache_emptied_by_changes_after_a_hammering_is_empty_everywhere()
    {
        await Task.WhenAll(Task.Run(() => Read(seed: 4)), Task.Run(() => Read(seed: 5)), Task.Run(() => Change(from: 0)));
        for (var number = 0; number < Tokens; number++)
            _cache.Apply(new Change(ChangeKind.UserChanged, Owner(number)));
        _cache.Count.ShouldBe(0);
        _cache.IndexedTokens.ShouldBe(0);
        _cache.IndexedOwners.ShouldBe(0);
    }

    // Hit or fill, as the verifier does: the position first, then the read.
    private void Read(int seed)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var number = (round * 7 + seed * 13) % Tokens;
            if (_cache.TryGet(Some.Digest(number + 1), out _))
                continue;
            var began = _cache.BeginFill();
            var version = Volatile.Read(ref _versions[number]);
            _cache.TryFill(began, Some.Digest(number + 1), new FactsReading(Facts(number, version), default), 0, out _);
        }
    }

    // Each token has one writer: the store first, then the telling, as the lifecycle does.
    private void Change(int from)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var number = ((round * 2) + from) % Tokens;
            var version = Interlocked.Increment(ref _versions[number]);
            _cache.Apply(round % 3 == 0
                ? new Change(ChangeKind.UserChanged, Owner(number))
                : new Change(ChangeKind.TokenChanged, Id(number)));
            if (!IsCurrentOrAbsent(number, version))
                throw new InvalidOperationException($"Token {number} of a version before {version} survived its change.");
        }
    }

    private bool IsCurrentOrAbsent(int number, long version) =>
        !_cache.TryGet(Some.Digest(number + 1), out var cached)
        || long.Parse(cached.Facts.Token.Name, CultureInfo.InvariantCulture) >= version;

    private static TokenFacts Facts(int number, long version) =>
        new(Some.Token(number + 1, Owner(number)) with { Name = version.ToString(CultureInfo.InvariantCulture) }, null);

    private static string Id(int number) => (number + 1).ToString(CultureInfo.InvariantCulture);

    private static string Owner(int number) => $"owner {number}";
}

using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What the primary said of every value at every moment: the measure of every answer.</summary>
internal sealed class Truth(VirtualTime time, IReadOnlyList<TokenDigest> values)
{
    private readonly Dictionary<TokenDigest, List<(TimeSpan From, TokenFacts? Facts)>> _told =
        values.ToDictionary(value => value, _ => new List<(TimeSpan, TokenFacts?)> { (TimeSpan.Zero, null) });

    /// <summary>The values of which the last record said something new.</summary>
    public IReadOnlyList<TokenDigest> Changed { get; private set; } = [];

    public void Record(Moment moment)
    {
        var changed = new List<TokenDigest>();
        foreach (var (digest, told) in _told)
        {
            var facts = moment.Content.Find(digest);
            if (facts == told[^1].Facts)
                continue;
            told.Add((time.Now, facts));
            changed.Add(digest);
        }

        Changed = changed;
    }

    /// <summary>Whether this was true at some moment since then.</summary>
    /// <param name="digest">The value.</param>
    /// <param name="verdict">What was answered.</param>
    /// <param name="since">The oldest moment that counts.</param>
    /// <param name="now">The wall clock of whoever answered: overlaps end by it.</param>
    public bool HasBeen(TokenDigest digest, Verdict verdict, TimeSpan since, DateTimeOffset now)
    {
        var told = _told[digest];
        for (var at = told.Count - 1; at >= 0; at--)
        {
            if (Verdict.Of(told[at].Facts, now) == verdict)
                return true;
            if (told[at].From < since)
                return false;
        }

        return false;
    }

    public Verdict At(TokenDigest digest, DateTimeOffset now) => Verdict.Of(_told[digest][^1].Facts, now);
}

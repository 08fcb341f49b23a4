using System.Numerics;

namespace TokenGateway.Core.Access;

/// <summary>
/// An immutable set of small integers (indexes of roles or permissions in one configuration generation). Tests take
/// nanoseconds and do not allocate. The default value is the empty set.
/// </summary>
public readonly struct BitSet
{
    private readonly ulong[]? _words;

    private BitSet(ulong[]? words) => _words = words;

    private ReadOnlySpan<ulong> Words => _words;

    /// <summary>How many words of 64 members the set has; those behind are empty.</summary>
    internal int WordCount => Words.Length;

    internal bool IsEmpty => !Words.ContainsAnyExcept(0UL);

    public static BitSet Of(IEnumerable<int> members)
    {
        var sorted = members.ToArray();
        if (sorted.Length == 0)
            return default;
        var words = new ulong[(sorted.Max() >> 6) + 1];
        foreach (var member in sorted)
            words[member >> 6] |= 1UL << (member & 63);
        return new BitSet(words);
    }

    public bool Contains(int member) =>
        member >= 0 && member >> 6 < Words.Length && (Words[member >> 6] & (1UL << (member & 63))) != 0;

    internal bool ContainsAll(BitSet other)
    {
        var mine = Words;
        var theirs = other.Words;
        for (var i = 0; i < theirs.Length; i++)
        {
            if ((theirs[i] & ~(i < mine.Length ? mine[i] : 0)) != 0)
                return false;
        }

        return true;
    }

    internal bool Intersects(BitSet other)
    {
        var mine = Words;
        var theirs = other.Words;
        for (var i = 0; i < Math.Min(mine.Length, theirs.Length); i++)
        {
            if ((mine[i] & theirs[i]) != 0)
                return true;
        }

        return false;
    }

    // Returns the same array where it can: the permissions of most tokens are those of their role.
    internal BitSet And(BitSet other)
    {
        if (other.ContainsAll(this))
            return this;
        if (ContainsAll(other))
            return other;
        var words = new ulong[Math.Min(Words.Length, other.Words.Length)];
        for (var i = 0; i < words.Length; i++)
            words[i] = Words[i] & other.Words[i];
        return new BitSet(words);
    }

    public BitSet Or(BitSet other)
    {
        var words = new ulong[Math.Max(Words.Length, other.Words.Length)];
        for (var i = 0; i < words.Length; i++)
            words[i] = (i < Words.Length ? Words[i] : 0) | (i < other.Words.Length ? other.Words[i] : 0);
        return new BitSet(words);
    }

    /// <summary>The members from 64 times <paramref name="index"/> on, one a bit.</summary>
    internal ulong WordAt(int index) => index < Words.Length ? Words[index] : 0;

    public IEnumerable<int> Members()
    {
        for (var i = 0; i < (_words?.Length ?? 0); i++)
        {
            for (var word = _words![i]; word != 0; word &= word - 1)
                yield return (i << 6) + BitOperations.TrailingZeroCount(word);
        }
    }
}

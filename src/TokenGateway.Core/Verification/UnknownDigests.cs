using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Remembers digests that the store does not know for a few seconds, in a table of fixed size where a new digest replaces the one in
/// its slot. A flood of unknown tokens therefore costs no memory and cannot keep others out.
/// </summary>
internal sealed class UnknownDigests(TimeProvider time)
{
    /// <summary>Short: it only has to absorb the retries of a client that repeats itself.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private const int Places = 8192;

    private readonly Entry?[] _places = new Entry?[Places];

    public bool Contains(in TokenDigest digest) =>
        Volatile.Read(ref _places[PlaceOf(digest)]) is { } entry && entry.Digest == digest
        && time.GetElapsedTime(entry.Since) < Lifetime;

    public void Add(in TokenDigest digest) =>
        Volatile.Write(ref _places[PlaceOf(digest)], new Entry(digest, time.GetTimestamp()));

    public void Clear() => Array.Clear(_places);

    private static int PlaceOf(in TokenDigest digest) => (int)((uint)digest.GetHashCode() % Places);

    private sealed class Entry(TokenDigest digest, long since)
    {
        public TokenDigest Digest { get; } = digest;

        public long Since { get; } = since;
    }
}

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// The distinct methods, or targets, that a request names beside its own. Each is decided like a request of its own, which
/// costs as much, so that one request names few.
/// </summary>
internal sealed class NamedTexts(StringComparison comparison)
{
    /// <summary>In all of one request; no client is known that names more than three.</summary>
    public const int Most = 8;

    private readonly List<string> _texts = [];

    public IReadOnlyList<string> All => _texts;

    /// <summary>Adds what is not there yet.</summary>
    /// <returns>False: it would be more than <see cref="Most"/>.</returns>
    public bool TryAdd(ReadOnlySpan<char> text)
    {
        foreach (var known in _texts)
        {
            if (text.Equals(known, comparison))
                return true;
        }

        if (_texts.Count == Most)
            return false;
        _texts.Add(text.ToString());
        return true;
    }
}

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// The distinct methods or targets that a request names besides its own. Each is decided, and costs as much, as a separate request;
/// therefore their number is limited.
/// </summary>
internal sealed class NamedTexts(StringComparison comparison)
{
    /// <summary>The limit per request; no known client names more than three.</summary>
    public const int Most = 8;

    private readonly List<string> _texts = [];

    public IReadOnlyList<string> All => _texts;

    /// <summary>Adds a text unless it is already present.</summary>
    /// <returns>False if there would be more than <see cref="Most"/>.</returns>
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

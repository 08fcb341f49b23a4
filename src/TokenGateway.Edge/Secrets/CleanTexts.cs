namespace TokenGateway.Edge.Secrets;

/// <summary>
/// Texts of a request's head in which <see cref="TokenScanner"/> found no value of the dialect's shape, in any reading. A
/// text is compared by its content: what another stage changed is searched again.
/// </summary>
internal sealed class CleanTexts
{
    // A client chooses how many there are, and each is compared with every text.
    private const int Most = 8;

    private readonly List<string> _texts = [];

    /// <summary>Without an effect when there are many: the text is then searched again.</summary>
    public void Add(string text)
    {
        if (_texts.Count < Most)
            _texts.Add(text);
    }

    public bool Contains(ReadOnlySpan<char> text)
    {
        foreach (var clean in _texts)
        {
            if (text.SequenceEqual(clean))
                return true;
        }

        return false;
    }

    /// <summary>Before another request, and when another generation's shape counts.</summary>
    public void Clear() => _texts.Clear();
}

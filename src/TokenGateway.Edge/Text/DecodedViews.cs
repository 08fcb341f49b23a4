using System.Buffers;

namespace TokenGateway.Edge.Text;

/// <summary>
/// The readings of a text: as it stands, then percent-decoded once, twice, three times, as long as that changes it.
/// Use in a <c>foreach</c>, which gives the buffer back; each view is valid until the next.
/// </summary>
internal ref struct DecodedViews
{
    private const int ShortestEscape = 3;

    private readonly Span<char> _buffer;
    private readonly bool _plusIsSpace;
    private char[]? _rented;
    private int _round;

    /// <summary>Uses <paramref name="scratch"/> when it is long enough, a pooled buffer otherwise.</summary>
    public DecodedViews(ReadOnlySpan<char> text, Span<char> scratch, bool plusIsSpace = false)
    {
        Current = text;
        _plusIsSpace = plusIsSpace;
        _buffer = scratch;
        if (text.Length > scratch.Length && CanChange(text))
            _buffer = _rented = ArrayPool<char>.Shared.Rent(text.Length);
    }

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly DecodedViews GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_round++ == 0)
            return true;
        if (_round > PercentText.MaxRounds + 1 || !CanChange(Current))
            return false;

        var (length, hadPlus) = (Current.Length, _plusIsSpace && Current.Contains('+'));
        Current = _buffer[..PercentText.Decode(Current, _buffer, _plusIsSpace)];

        // Every escape is longer than what it stands for: a text that keeps its length held none.
        return Current.Length < length || hadPlus;
    }

    /// <summary>Clears what it gives back: the text may hold a secret.</summary>
    public void Dispose()
    {
        if (_rented is { } rented)
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        _rented = null;
    }

    /// <summary>Whether the text may have another reading than as it stands.</summary>
    public static bool CanChange(ReadOnlySpan<char> text, bool plusIsSpace) =>
        (text.Length >= ShortestEscape && text.Contains('%')) || (plusIsSpace && text.Contains('+'));

    private readonly bool CanChange(ReadOnlySpan<char> text) => CanChange(text, _plusIsSpace);
}

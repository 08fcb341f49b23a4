using System.Buffers;

namespace TokenGateway.Edge.Text;

/// <summary>
/// The readings of a text: unchanged, then percent-decoded once, twice and three times, as long as decoding changes it. Use
/// in a <c>foreach</c>, which returns the buffer; each view is valid until the next one.
/// </summary>
internal ref struct DecodedViews
{
    private const int ShortestEscape = 3;

    private readonly Span<char> _buffer;
    private readonly bool _plusIsSpace;
    private char[]? _rented;
    private int _round;

    /// <summary>Uses <paramref name="scratch"/> if it is long enough, otherwise a pooled buffer.</summary>
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

        // Every escape is longer than its character: if the length is unchanged, there was none.
        return Current.Length < length || hadPlus;
    }

    /// <summary>Clears the buffer before returning it: the text may contain a secret.</summary>
    public void Dispose()
    {
        if (_rented is { } rented)
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        _rented = null;
    }

    /// <summary>Whether decoding may change the text.</summary>
    public static bool CanChange(ReadOnlySpan<char> text, bool plusIsSpace) =>
        (text.Length >= ShortestEscape && text.Contains('%')) || (plusIsSpace && text.Contains('+'));

    private readonly bool CanChange(ReadOnlySpan<char> text) => CanChange(text, _plusIsSpace);
}

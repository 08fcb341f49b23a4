namespace TokenGateway.Dialects;

/// <summary>
/// The shape of a product's token values. Values are found by their digest whatever their shape; the shape only avoids
/// lookups of garbage and finds values outside credential locations. Implementations are stateless, never throw, and do not
/// allocate unless documented.
/// </summary>
public interface ITokenShape
{
    /// <summary>Classifies <paramref name="value"/> by its shape alone.</summary>
    TokenShapeVerdict Judge(ReadOnlySpan<char> value);

    /// <summary>In characters. No value is shorter, so shorter texts need no search; 1: any text may be one.</summary>
    int ShortestLength => 1;

    /// <summary>
    /// Whether <paramref name="text"/> contains a value of our shape (with a valid checksum) anywhere, for example in the
    /// query of a <c>Referer</c>. Clients choose the text, so the work must be linear in its length.
    /// </summary>
    bool IsIn(ReadOnlySpan<char> text);

    /// <summary>
    /// Whether a header line as a whole is a value of our shape: with a colon in it, a value forms a legal header name and
    /// header value.
    /// </summary>
    bool IsAcross(ReadOnlySpan<char> name, ReadOnlySpan<char> value) => false;

    /// <summary>The public id in a value that begins like ours, complete or not; null: none. May allocate.</summary>
    string? IdOf(ReadOnlySpan<char> value) => null;
}

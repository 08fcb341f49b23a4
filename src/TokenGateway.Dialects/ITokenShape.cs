namespace TokenGateway.Dialects;

/// <summary>
/// How a token value of one product looks. Values are looked up by their digest whatever their shape; the shape only
/// saves look-ups of garbage and finds values that stand where they should not. Implementations are stateless, never
/// allocate where it is not said, and never throw.
/// </summary>
public interface ITokenShape
{
    /// <summary>What <paramref name="value"/> is by its looks alone.</summary>
    TokenShapeVerdict Judge(ReadOnlySpan<char> value);

    /// <summary>In characters. No value is shorter, so that nobody searches shorter texts; 1: anything may be one.</summary>
    int ShortestLength => 1;

    /// <summary>
    /// Whether a value of our shape (checksum right) stands anywhere inside <paramref name="text"/>, for example in the
    /// query of a <c>Referer</c>. The text is whatever a client sends: the work must grow with its length alone.
    /// </summary>
    bool IsIn(ReadOnlySpan<char> text);

    /// <summary>
    /// Whether a value of our shape is written as a header line: with a colon in it, a value is a legal name and what
    /// follows.
    /// </summary>
    bool IsAcross(ReadOnlySpan<char> name, ReadOnlySpan<char> value) => false;

    /// <summary>
    /// The public id that stands in a value which begins like ours, whole or not; null: there is none to tell. May
    /// allocate.
    /// </summary>
    string? IdOf(ReadOnlySpan<char> value) => null;
}

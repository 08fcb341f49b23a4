using TokenGateway.Dialects;

namespace TokenGateway.Edge.Tests.Search;

/// <summary>A shape that counts the characters it is given to search, and finds nothing.</summary>
internal sealed class CountingShape(int shortestLength) : ITokenShape
{
    public long Characters { get; private set; }

    public int Searches { get; private set; }

    public int ShortestLength => shortestLength;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) => TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text)
    {
        Characters += text.Length;
        Searches++;
        return false;
    }
}

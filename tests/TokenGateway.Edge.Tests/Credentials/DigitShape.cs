using System.Buffers;
using TokenGateway.Dialects;

namespace TokenGateway.Edge.Tests.Credentials;

/// <summary>A shape for tests: <c>tok_</c> and four digits.</summary>
internal sealed class DigitShape : ITokenShape
{
    private const string Prefix = "tok_";
    private const int Length = 8;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static readonly DigitShape Instance = new();

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        !value.StartsWith(Prefix, StringComparison.Ordinal) ? TokenShapeVerdict.Foreign
        : value.Length == Length && IsIn(value) ? TokenShapeVerdict.Ours
        : TokenShapeVerdict.Broken;

    public bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf(Prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Prefix, StringComparison.Ordinal))
        {
            text = text[at..];
            if (text.Length >= Length && !text[Prefix.Length..Length].ContainsAnyExcept(Digits))
                return true;
            text = text[1..];
        }

        return false;
    }
}

using System.Buffers;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Goldcast;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>What finds a value of Goldcast by trying at every place where one could begin, whatever that costs.</summary>
internal sealed class GoldcastNaiveShape : ITokenShape
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length == GoldcastTokenFormat.Length && !value.ContainsAnyExcept(Digits) && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text)
    {
        while (text.Length >= GoldcastTokenFormat.Length)
        {
            var start = text.IndexOfAny(Digits);
            if (start < 0)
                return false;
            text = text[start..];
            var length = text.IndexOfAnyExcept(Digits) is var end and >= 0 ? end : text.Length;
            for (var at = 0; at + GoldcastTokenFormat.Length <= length; at++)
            {
                if (IsOurs(text.Slice(at, GoldcastTokenFormat.Length)))
                    return true;
            }

            text = text[length..];
        }

        return false;
    }

    private static bool IsOurs(ReadOnlySpan<char> digits) =>
        TokenChecksum.MatchesHex(digits[..GoldcastTokenFormat.BodyLength], digits[GoldcastTokenFormat.BodyLength..]);
}

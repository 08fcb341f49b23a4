using System.Buffers;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>
/// Recognises values of <see cref="GoldcastTokenFormat"/>. 40 hexadecimal digits are many things (the id of a commit),
/// so only a right checksum counts; others are looked up where a token stands, and otherwise left alone.
/// </summary>
internal sealed class GoldcastTokenShape : ITokenShape
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

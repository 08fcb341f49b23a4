using System.Buffers;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>
/// Recognises values of <see cref="GoldcastTokenFormat"/>. Many texts are 40 hexadecimal digits (for example a commit id),
/// so only a valid checksum counts; others are looked up in a credential location, and otherwise ignored.
/// </summary>
internal sealed class GoldcastTokenShape : IMeteredShape
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public int ShortestLength => GoldcastTokenFormat.Length;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length == GoldcastTokenFormat.Length && !value.ContainsAnyExcept(Digits) && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    // Checks a run of digits only once: scans a window of a value's length from its end, and at a foreign character moves
    // past it, since no value can begin before.
    public bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter
    {
        for (var at = 0; text.Length - at >= GoldcastTokenFormat.Length;)
        {
            var foreign = text.Slice(at, GoldcastTokenFormat.Length).LastIndexOfAnyExcept(Digits);
            TMeter.Add(GoldcastTokenFormat.Length - Math.Max(foreign, 0));
            if (foreign >= 0)
            {
                at += foreign + 1;
                continue;
            }

            var length = text[at..].IndexOfAnyExcept(Digits) is var end and >= 0 ? end : text.Length - at;
            TMeter.Add(length);
            if (GoldcastWindow.HoldsValue(text.Slice(at, length)))
                return true;
            at += length + 1;
        }

        return false;
    }

    private static bool IsOurs(ReadOnlySpan<char> digits) =>
        TokenChecksum.MatchesHex(digits[..GoldcastTokenFormat.BodyLength], digits[GoldcastTokenFormat.BodyLength..]);
}

using System.Buffers;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>
/// Recognises values of <see cref="GoldcastTokenFormat"/>. 40 hexadecimal digits are many things (the id of a commit),
/// so only a right checksum counts; others are looked up where a token stands, and otherwise left alone.
/// </summary>
internal sealed class GoldcastTokenShape : IMeteredShape
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public int ShortestLength => GoldcastTokenFormat.Length;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length == GoldcastTokenFormat.Length && !value.ContainsAnyExcept(Digits) && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    // Digits that follow each other without end are looked at once: what fails the test of a value's length behind a
    // digit, from its end, begins none up to what it failed at.
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

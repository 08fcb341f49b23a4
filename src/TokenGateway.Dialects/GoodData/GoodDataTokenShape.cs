using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.GoodData;

/// <summary>
/// Recognises values of <see cref="GoodDataTokenFormat"/> by their content: text with two colons, the last part of which is
/// 32 characters of base64. There is no checksum; base64 of such text does not occur by chance.
/// </summary>
internal sealed class GoodDataTokenShape : IMeteredShape
{
    /// <summary>The shortest value: one character each for the user and the id.</summary>
    private const int Shortest = 48;

    /// <summary>The same without padding.</summary>
    private const int ShortestRun = Shortest - 2;

    public int ShortestLength => Shortest;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length >= Shortest && value.Length % 4 == 0 && MeasureAt(value) == value.Length ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    public bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter
    {
        for (var at = 0; text.Length - at >= Shortest;)
        {
            // From its end: no value begins before a foreign character this close.
            var foreign = text.Slice(at, ShortestRun).LastIndexOfAnyExcept(GoodDataBase64.Alphabet);
            TMeter.Add(ShortestRun - Math.Max(foreign, 0));
            if (foreign >= 0)
            {
                at += foreign + 1;
                continue;
            }

            var end = text[at..].IndexOfAnyExcept(GoodDataBase64.AlphabetAndSpace) is var length and >= 0 ? at + length : text.Length;
            TMeter.Add(end - at);
            if (HoldsValue<TMeter>(text, at, end))
                return true;
            at = end + 1;
        }

        return false;
    }

    // A value can begin anywhere, so its groups of four can have any phase.
    private static bool HoldsValue<TMeter>(ReadOnlySpan<char> text, int start, int end)
        where TMeter : struct, IWorkMeter
    {
        for (var phase = 0; phase < 4; phase++)
        {
            TMeter.Add(end - start);
            if (new GoodDataScan(text, start, end).Finds(phase))
                return true;
        }

        return false;
    }

    /// <summary>The length of the value that begins here; 0: none. Stops at the first byte that no value contains.</summary>
    private static int MeasureAt(ReadOnlySpan<char> text)
    {
        Span<byte> three = stackalloc byte[3];
        var (colons, sinceColon, isIdEmpty, inFirst) = (0, 0, false, 0);
        for (var at = 0; at + 4 <= Math.Min(text.Length, TokenDigest.MaxValueLength); at += 4)
        {
            var group = text.Slice(at, 4);
            var isLast = group[3] == '=';
            if (!Convert.TryFromBase64Chars(group, three, out var length))
                return 0;
            foreach (var one in three[..length])
            {
                // UTF-8 names without control characters.
                if (one is < 0x20 or 0x7f)
                    return 0;
                if (one == ':')
                {
                    isIdEmpty = colons > 0 && sinceColon == 0;
                    colons++;
                    sinceColon = 0;
                }
                else if (colons == 0)
                {
                    inFirst++;
                }
                else
                {
                    sinceColon++;
                }
            }

            var isWhole = colons >= 2 && !isIdEmpty && inFirst > 0 && sinceColon == GoodDataTokenFormat.SecretLength;
            if (isLast)
                return isWhole && GoodDataBase64.IsCanonical(group, three[..length]) ? at + 4 : 0;
            if (isWhole && GoodDataBase64.MayEndAt(text, at + 4))
                return at + 4;
        }

        return 0;
    }
}

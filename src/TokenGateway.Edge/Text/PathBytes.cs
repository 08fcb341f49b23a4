using System.Text;

namespace TokenGateway.Edge.Text;

/// <summary>
/// What servers make of the bytes of a raw path that are encoded twice, or are not UTF-8. Each answer is a raw path again,
/// and the very same string when there is nothing of the kind in it.
/// </summary>
internal static class PathBytes
{
    /// <summary>
    /// The path as others may read it: decoded twice, without what is not UTF-8 or with what careless decoders make of
    /// that, and these in either order. Letters that others put in the place of such bytes can do nothing wrong.
    /// </summary>
    public static IEnumerable<(string Path, bool IsDecodedTwice)> Readings(string path)
    {
        string[] once = [path, .. WithoutOthers(path)];
        foreach (var reading in once)
        {
            if (!ReferenceEquals(reading, path))
                yield return (reading, false);
            var twice = DecodeTwice(reading);
            if (ReferenceEquals(twice, reading))
                continue;
            yield return (twice, true);
            foreach (var rest in WithoutOthers(twice))
                yield return (rest, true);
        }
    }

    /// <summary>What a server that decodes twice has left to decode: <c>%252f</c> and <c>%25%32f</c> are <c>%2f</c>.</summary>
    public static string DecodeTwice(string path)
    {
        if (!path.Contains("%25", StringComparison.Ordinal))
            return path;
        var left = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            var next = at + 3;
            if (PercentText.TryReadByte(path.AsSpan(at), out var escape) && escape == '%'
                && TryReadHex(path, ref next, out var high) && TryReadHex(path, ref next, out var low))
            {
                left.Append('%').Append(high).Append(low);
                at = next - 1;
            }
            else
            {
                left.Append(path[at]);
            }
        }

        return left.Length == path.Length ? path : left.ToString();
    }

    /// <summary>Without the bytes that are not UTF-8.</summary>
    public static string Drop(string path) => Map(path, _ => "");

    /// <summary>With the ASCII characters that decoders which do not check read there (<see cref="Overlong"/>).</summary>
    public static string ReadCarelessly(string path)
    {
        var read = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length;)
        {
            var rest = path.AsSpan(at);
            if (PercentText.TryReadByte(rest, out var value) && value > 0x7f && !PercentText.TryReadRune(rest, out _, out _)
                && Overlong.TryRead(rest, out var character, out var length, out _))
            {
                read.Append(Uri.HexEscape(character));
                at += length;
            }
            else
            {
                read.Append(path[at++]);
            }
        }

        return read.Length == path.Length ? path : read.ToString();
    }

    /// <summary>With U+FFFD in their place, as most decoders have it.</summary>
    public static string Replace(string path) => Map(path, _ => "%EF%BF%BD");

    /// <summary>With the characters that they are in Latin-1 in their place.</summary>
    public static string ReadAsLatin1(string path) => Map(path, Latin1);

    /// <summary>The whole path read as Latin-1, as what is not UTF-8 as a whole is by some.</summary>
    public static string ReadWholeAsLatin1(string path) => Map(path, Latin1, isWhole: true);

    private static IEnumerable<string> WithoutOthers(string path)
    {
        var dropped = Drop(path);
        if (ReferenceEquals(dropped, path))
            yield break;
        yield return dropped;
        if (ReadCarelessly(path) is var careless && !ReferenceEquals(careless, path))
            yield return careless;
    }

    private static bool TryReadHex(string path, ref int at, out char digit)
    {
        digit = '\0';
        if (at >= path.Length)
            return false;
        var isEncoded = PercentText.TryReadByte(path.AsSpan(at), out var encoded);
        digit = isEncoded ? (char)encoded : path[at];
        at += isEncoded ? 3 : 1;
        return char.IsAsciiHexDigit(digit);
    }

    private static string Latin1(byte value) => $"%{(value < 0xc0 ? 0xc2 : 0xc3):X2}%{value & 0xbf:X2}";

    private static string Map(string path, Func<byte, string> other, bool isWhole = false)
    {
        var mapped = new StringBuilder(path.Length);
        var hasOther = false;
        for (var at = 0; at < path.Length;)
        {
            if (!PercentText.TryReadByte(path.AsSpan(at), out var value) || value < 0x80)
            {
                mapped.Append(path[at++]);
                continue;
            }

            var isUtf8 = PercentText.TryReadRune(path.AsSpan(at), out _, out var bytes);
            hasOther |= !isUtf8;
            for (var end = at + bytes * 3; at < end; at += 3)
            {
                if (isUtf8 && !isWhole)
                    mapped.Append(path, at, 3);
                else if (PercentText.TryReadByte(path.AsSpan(at), out value))
                    mapped.Append(other(value));
            }
        }

        return hasOther ? mapped.ToString() : path;
    }
}

using System.Text;

namespace TokenGateway.Edge.Text;

/// <summary>
/// How servers read a raw path with double encoding or with bytes that are not UTF-8. Each result is again a raw path, and
/// the same string if neither occurs.
/// </summary>
internal static class PathBytes
{
    /// <summary>
    /// The alternative readings of a path: decoded twice, without the bytes that are not UTF-8 or with what non-validating
    /// decoders make of them, in either order. Other replacement characters are harmless.
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

    /// <summary>The path that a server sees after the first of two decodings: <c>%252f</c> and <c>%25%32f</c> become <c>%2f</c>.</summary>
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

    /// <summary>Drops the bytes that are not UTF-8.</summary>
    public static string Drop(string path) => Map(path, _ => "");

    /// <summary>Replaces overlong forms with the ASCII characters that non-validating decoders read (<see cref="Overlong"/>).</summary>
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

    /// <summary>Replaces the bytes that are not UTF-8 with U+FFFD, as most decoders do.</summary>
    public static string Replace(string path) => Map(path, _ => "%EF%BF%BD");

    /// <summary>Replaces the bytes that are not UTF-8 with their Latin-1 characters.</summary>
    public static string ReadAsLatin1(string path) => Map(path, Latin1);

    /// <summary>Reads the whole path as Latin-1, as some servers do when it is not UTF-8 as a whole.</summary>
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

using System.Buffers;
using System.Text;

namespace TokenGateway.Edge.Text;

/// <summary>Compares raw paths with decoded text, without decoding the forwarded path.</summary>
internal static class RawPath
{
    /// <summary>
    /// The length of the whole segments of <paramref name="prefix"/> at the start of <paramref name="rawPath"/>, by the
    /// rules of <c>PathString.StartsWithSegments</c> on the decoded path: ignoring case, ending at a <c>/</c> or the end.
    /// An encoded slash stays encoded, as in Kestrel, and is not a boundary.
    /// </summary>
    /// <returns>The length in raw characters; -1 when it does not begin so.</returns>
    public static int MatchSegments(ReadOnlySpan<char> rawPath, ReadOnlySpan<char> prefix)
    {
        var read = 0;
        Span<char> decoded = stackalloc char[2];
        while (!prefix.IsEmpty)
        {
            if (read == rawPath.Length)
                return -1;

            read += ReadOne(rawPath[read..], decoded, out var length);
            if (!prefix.StartsWith(decoded[..length], StringComparison.OrdinalIgnoreCase))
                return -1;
            prefix = prefix[length..];
        }

        return read == rawPath.Length || rawPath[read] == '/' ? read : -1;
    }

    /// <summary>Decodes the character at the start of <paramref name="raw"/>; an invalid sequence is returned unchanged.</summary>
    /// <returns>The number of characters of <paramref name="raw"/> read.</returns>
    private static int ReadOne(ReadOnlySpan<char> raw, Span<char> decoded, out int length)
    {
        decoded[0] = raw[0];
        length = 1;
        if (!PercentText.TryReadByte(raw, out var first) || first == '/')
            return 1;

        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && PercentText.TryReadByte(raw[Math.Min(count * 3, raw.Length)..], out bytes[count]))
            count++;
        if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var consumed) != OperationStatus.Done)
            return 1;

        length = rune.EncodeToUtf16(decoded);
        return consumed * 3;
    }
}

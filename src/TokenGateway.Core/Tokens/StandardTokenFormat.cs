using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// Our own token values: <c>{prefix}_{id}_{secret}{checksum}</c>. The secret is 43 base62 characters (256 bits) from a
/// cryptographic random source; the checksum is six base62 characters of the CRC-32 (IEEE 802.3) over everything before it,
/// so that a mistyped or invented value is refused without a lookup and scanners can recognise a leak.
/// </summary>
public sealed partial class StandardTokenFormat : ITokenValueFormat
{
    public const int SecretLength = 43;
    public const int ChecksumLength = 6;

    private const int MaxIdDigits = 19;
    private const int HintTail = 4;

    private static readonly SearchValues<char> Separators = SearchValues.Create("_");

    private readonly string _head;

    /// <exception cref="ArgumentException">The prefix does not match <c>^[a-z][a-z0-9]{1,15}$</c>.</exception>
    public StandardTokenFormat(string prefix)
    {
        if (!IsPrefix(prefix))
            throw new ArgumentException("A token prefix is 2 to 16 lower-case letters and digits, a letter first.", nameof(prefix));
        _head = prefix + "_";
    }

    public static bool IsPrefix(string? prefix) => prefix is not null && PrefixPattern().IsMatch(prefix);

    public string Create(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Create(token.Id.Number);
    }

    /// <summary>Creates a value for the stored token with this number.</summary>
    public string Create(long id)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        var body = string.Create(CultureInfo.InvariantCulture,
            $"{_head}{id}_{RandomNumberGenerator.GetString(Base62.Alphabet, SecretLength)}");
        Span<char> checksum = stackalloc char[ChecksumLength];
        TokenChecksum.Write(body, checksum);
        return string.Concat(body, checksum);
    }

    public string Hint(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var idEnd = value.IndexOf('_', _head.Length) + 1;
        return string.Concat(value.AsSpan(0, idEnd), "...", value.AsSpan(value.Length - HintTail));
    }

    /// <summary>Whether the text begins like our values: the prefix, a number, an underscore.</summary>
    public bool BeginsLikeOurs(ReadOnlySpan<char> text) => TryMeasureHead(text, out _);

    /// <summary>Whether the whole text is one value of ours with a valid checksum.</summary>
    public bool IsValid(ReadOnlySpan<char> text) => TryMeasure(text, out var length) && length == text.Length;

    /// <summary>The length of the shortest value.</summary>
    public int ShortestLength => _head.Length + 2 + SecretLength + ChecksumLength;

    /// <summary>Whether the text contains a value of ours with a valid checksum.</summary>
    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    // Does not start at the prefix: a text that repeats it would cause a scan of the rest each time.
    internal bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter
    {
        const int length = SecretLength + ChecksumLength;
        for (var at = SecretRuns.Next<TMeter>(text, _head.Length, Separators, length); at >= 0; at = SecretRuns.Next<TMeter>(text, at + length, Separators, length))
        {
            var start = HeadBefore(text, at);
            TMeter.Add(start < 0 ? MaxIdDigits : at - start + length);
            if (start >= 0 && TryMeasure(text[start..], out _))
                return true;
        }

        return false;
    }

    /// <summary>Reads the id from a valid value, for display.</summary>
    public bool TryReadId(ReadOnlySpan<char> text, out long id)
    {
        id = 0;
        return IsValid(text) && TryMeasureHead(text, out var head)
            && long.TryParse(text[_head.Length..(head - 1)], NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    /// <summary>The start of prefix and number that end at the separator; -1: none.</summary>
    private int HeadBefore(ReadOnlySpan<char> text, int separator)
    {
        var id = separator;
        while (id > 0 && separator - id <= MaxIdDigits && char.IsAsciiDigit(text[id - 1]))
            id--;
        return text[..id].EndsWith(_head, StringComparison.Ordinal) ? id - _head.Length : -1;
    }

    private bool TryMeasure(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        if (!TryMeasureHead(text, out var head) || text.Length < head + SecretLength + ChecksumLength)
            return false;
        var body = head + SecretLength;
        if (text[head..(body + ChecksumLength)].ContainsAnyExcept(Base62.Characters)
            || !TokenChecksum.Matches(text[..body], text.Slice(body, ChecksumLength)))
        {
            return false;
        }

        length = body + ChecksumLength;
        return true;
    }

    private bool TryMeasureHead(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        if (!text.StartsWith(_head, StringComparison.Ordinal))
            return false;
        var digits = text[_head.Length..];
        var count = digits.IndexOfAnyExceptInRange('0', '9');
        if (count is < 1 or > MaxIdDigits || digits[0] == '0' || digits[count] != '_')
            return false;
        length = _head.Length + count + 1;
        return true;
    }

    [GeneratedRegex("^[a-z][a-z0-9]{1,15}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixPattern();
}

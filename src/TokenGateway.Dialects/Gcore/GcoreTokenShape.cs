using System.Buffers;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Gcore;

/// <summary>
/// Recognises values of <see cref="GcoreTokenFormat"/>. A whole secret with a wrong checksum may be one that Gcore itself
/// made and is looked up; one that is cut short is told as such.
/// </summary>
internal sealed class GcoreTokenShape : IMeteredShape
{
    private const int MaxIdDigits = 19;

    /// <summary>Shorter than any whole secret, ours or Gcore's.</summary>
    private const int ShortestSecret = 40;

    private static readonly SearchValues<char> Separators = SearchValues.Create([GcoreTokenFormat.Separator, GcoreTokenFormat.OldSeparator]);

    /// <summary>By how many digits stand behind it and by the digit, what one adds to the checksum's register.</summary>
    private static readonly uint[][] Shares =
        [.. Enumerable.Range(0, MaxIdDigits).Select(behind => "0123456789".Select(digit => LinearChecksum.Share(digit, behind + 1 + StandardTokenFormat.SecretLength)).ToArray())];

    /// <summary>By the number of digits less one, what makes the checksum of the register.</summary>
    private static readonly uint[] Constants =
        [.. Enumerable.Range(1, MaxIdDigits).Select(digits => LinearChecksum.Constant(digits + 1 + StandardTokenFormat.SecretLength))];

    public int ShortestLength => 2 + GcoreTokenFormat.SecretLength;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value)
    {
        var head = HeadOf(value);
        if (head == 0)
            return IsNumber(value) ? TokenShapeVerdict.Broken : TokenShapeVerdict.Foreign;
        var secret = value[head..];
        if (secret.Length < ShortestSecret || secret.ContainsAnyExcept(Base62.Characters))
            return TokenShapeVerdict.Broken;
        return secret.Length == GcoreTokenFormat.SecretLength && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;
    }

    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    public bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter
    {
        const int length = GcoreTokenFormat.SecretLength;
        for (var at = SecretRuns.Next<TMeter>(text, 1, Separators, length); at >= 0; at = SecretRuns.Next<TMeter>(text, at + 1 + length, Separators, length))
        {
            TMeter.Add(MaxIdDigits + length);
            if (char.IsAsciiDigit(text[at - 1]) && IsAround(text, at))
                return true;
        }

        return false;
    }

    public string? IdOf(ReadOnlySpan<char> value) => HeadOf(value) is var head and > 0 ? value[..(head - 1)].ToString() : IsNumber(value) ? value.ToString() : null;

    // Where the id begins is only known by the checksum: other digits may stand in front of it. Each adds its share.
    private static bool IsAround(ReadOnlySpan<char> text, int separator)
    {
        var secret = text.Slice(separator + 1, GcoreTokenFormat.SecretLength);
        if (!TokenChecksum.TryRead(secret[StandardTokenFormat.SecretLength..], out var checksum))
            return false;
        var register = LinearChecksum.Of(text.Slice(separator, 1 + StandardTokenFormat.SecretLength));
        for (var digits = 1; digits <= Math.Min(MaxIdDigits, separator) && text[separator - digits] is var digit and >= '0' and <= '9'; digits++)
        {
            register ^= Shares[digits - 1][digit - '0'];
            if ((register ^ Constants[digits - 1]) == checksum)
                return true;
        }

        return false;
    }

    private static bool IsOurs(ReadOnlySpan<char> value) =>
        TokenChecksum.Matches(value[..^StandardTokenFormat.ChecksumLength], value[^StandardTokenFormat.ChecksumLength..]);

    // A shell has taken "$secret" for the name of a variable that is not set.
    private static bool IsNumber(ReadOnlySpan<char> value) =>
        value.Length is >= 1 and <= MaxIdDigits && value[0] != '0' && !value.ContainsAnyExceptInRange('0', '9');

    // The number and what separates it; 0: it does not begin like that.
    private static int HeadOf(ReadOnlySpan<char> value)
    {
        var digits = 0;
        while (digits < value.Length && digits <= MaxIdDigits && char.IsAsciiDigit(value[digits]))
            digits++;
        return digits is >= 1 and <= MaxIdDigits && digits < value.Length && value[0] != '0' && value[digits] is GcoreTokenFormat.Separator or GcoreTokenFormat.OldSeparator ? digits + 1 : 0;
    }
}

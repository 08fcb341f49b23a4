using System.Buffers;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Gcore;

/// <summary>
/// Recognises values of <see cref="GcoreTokenFormat"/>. A complete secret with a wrong checksum may be Gcore's own and is
/// looked up; a truncated one is reported as such.
/// </summary>
internal sealed class GcoreTokenShape : IMeteredShape
{
    private const int MaxIdDigits = 19;

    /// <summary>Shorter than any complete secret, ours or Gcore's.</summary>
    private const int ShortestSecret = 40;

    private static readonly SearchValues<char> Separators = SearchValues.Create([GcoreTokenFormat.Separator, GcoreTokenFormat.OldSeparator]);

    /// <summary>The checksum contribution of a digit, by the number of digits after it and by the digit.</summary>
    private static readonly uint[][] Shares =
        [.. Enumerable.Range(0, MaxIdDigits).Select(behind => "0123456789".Select(digit => LinearChecksum.Share(digit, behind + 1 + StandardTokenFormat.SecretLength)).ToArray())];

    /// <summary>The constant that turns the register into the checksum, by the number of digits less one.</summary>
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

    // Only the checksum determines where the id begins, since other digits may precede it. Each digit adds its
    // contribution.
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

    // A shell has expanded "$secret" as an unset variable.
    private static bool IsNumber(ReadOnlySpan<char> value) =>
        value.Length is >= 1 and <= MaxIdDigits && value[0] != '0' && !value.ContainsAnyExceptInRange('0', '9');

    // The length of the number with its separator; 0: no such beginning.
    private static int HeadOf(ReadOnlySpan<char> value)
    {
        var digits = 0;
        while (digits < value.Length && digits <= MaxIdDigits && char.IsAsciiDigit(value[digits]))
            digits++;
        return digits is >= 1 and <= MaxIdDigits && digits < value.Length && value[0] != '0' && value[digits] is GcoreTokenFormat.Separator or GcoreTokenFormat.OldSeparator ? digits + 1 : 0;
    }
}

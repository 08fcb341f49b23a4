using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Gcore;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>What finds a value of Gcore by trying at every place where one could begin, whatever that costs.</summary>
internal sealed class GcoreNaiveShape : ITokenShape
{
    private const int MaxIdDigits = 19;

    /// <summary>Shorter than any whole secret, ours or Gcore's.</summary>
    private const int ShortestSecret = 40;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value)
    {
        var head = HeadOf(value);
        if (head == 0)
            return TokenShapeVerdict.Foreign;
        var secret = value[head..];
        if (secret.Length < ShortestSecret || secret.ContainsAnyExcept(Base62.Characters))
            return TokenShapeVerdict.Broken;
        return secret.Length == GcoreTokenFormat.SecretLength && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;
    }

    public bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(GcoreTokenFormat.Separator, GcoreTokenFormat.OldSeparator); at >= 0;)
        {
            if (text.Length - at > GcoreTokenFormat.SecretLength && IsAround(text, at))
                return true;
            var next = text[(at + 1)..].IndexOfAny(GcoreTokenFormat.Separator, GcoreTokenFormat.OldSeparator);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    public string? IdOf(ReadOnlySpan<char> value) => HeadOf(value) is var head and > 0 ? value[..(head - 1)].ToString() : null;

    // Where the id begins is only known by the checksum: other digits may stand in front of it.
    private static bool IsAround(ReadOnlySpan<char> text, int separator)
    {
        var end = separator + 1 + GcoreTokenFormat.SecretLength;
        if (text[(separator + 1)..end].ContainsAnyExcept(Base62.Characters))
            return false;
        for (var start = separator - 1; start >= 0 && separator - start <= MaxIdDigits && char.IsAsciiDigit(text[start]); start--)
        {
            if (IsOurs(text[start..end]))
                return true;
        }

        return false;
    }

    private static bool IsOurs(ReadOnlySpan<char> value) =>
        TokenChecksum.Matches(value[..^StandardTokenFormat.ChecksumLength], value[^StandardTokenFormat.ChecksumLength..]);

    // The number and what separates it; 0: it does not begin like that.
    private static int HeadOf(ReadOnlySpan<char> value)
    {
        var digits = 0;
        while (digits < value.Length && digits <= MaxIdDigits && char.IsAsciiDigit(value[digits]))
            digits++;
        return digits is >= 1 and <= MaxIdDigits && digits < value.Length && value[0] != '0' && value[digits] is GcoreTokenFormat.Separator or GcoreTokenFormat.OldSeparator ? digits + 1 : 0;
    }
}

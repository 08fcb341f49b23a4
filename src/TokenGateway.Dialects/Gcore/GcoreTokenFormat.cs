using System.Globalization;
using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Gcore;

/// <summary>
/// <c>ID_SECRET</c>, or <c>ID$SECRET</c> from the calls before v2. The secret is 43 random base62 characters (256 bits) and
/// the checksum of everything before it.
/// </summary>
internal sealed class GcoreTokenFormat : ITokenValueFormat
{
    public const int SecretLength = StandardTokenFormat.SecretLength + StandardTokenFormat.ChecksumLength;

    public const char Separator = '_';

    public const char OldSeparator = '$';

    private const int HintTail = 4;

    private readonly char _separator;

    private GcoreTokenFormat(char separator) => _separator = separator;

    public static GcoreTokenFormat Current { get; } = new(Separator);

    /// <summary>The format of the calls without a version in their path.</summary>
    public static GcoreTokenFormat Old { get; } = new(OldSeparator);

    public string Create(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var body = string.Create(CultureInfo.InvariantCulture,
            $"{token.Id.Number}{_separator}{RandomNumberGenerator.GetString(Base62.Alphabet, StandardTokenFormat.SecretLength)}");
        Span<char> checksum = stackalloc char[StandardTokenFormat.ChecksumLength];
        TokenChecksum.Write(body, checksum);
        return string.Concat(body, checksum);
    }

    public string Hint(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return string.Concat(value.AsSpan(0, value.AsSpan().IndexOfAny(Separator, OldSeparator) + 1), "...", value.AsSpan(value.Length - Math.Min(HintTail, value.Length)));
    }
}

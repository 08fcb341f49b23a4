using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Versio;

/// <summary>
/// 22 base62 characters, a colon, 22 base62 characters; the last six are the checksum of everything before them, the other
/// 38 random (226 bits).
/// </summary>
internal sealed class VersioTokenFormat : ITokenValueFormat
{
    public const int HalfLength = 22;

    public const int Length = HalfLength + 1 + HalfLength;

    public const int BodyLength = Length - StandardTokenFormat.ChecksumLength;

    private const int HintTail = 4;

    public string Create(Token token)
    {
        Span<char> value = stackalloc char[Length];
        RandomNumberGenerator.GetItems(Base62.Alphabet, value);
        value[HalfLength] = ':';
        TokenChecksum.Write(value[..BodyLength], value[BodyLength..]);
        return new string(value);
    }

    public string Hint(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return "..." + value[^Math.Min(HintTail, value.Length)..];
    }
}

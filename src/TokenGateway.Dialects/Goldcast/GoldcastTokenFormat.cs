using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>40 lower-case hexadecimal digits: 128 random bits and the checksum of their text.</summary>
internal sealed class GoldcastTokenFormat : ITokenValueFormat
{
    public const int Length = BodyLength + TokenChecksum.HexLength;

    public const int BodyLength = 32;

    private const int HintTail = 4;

    public string Create(Token token)
    {
        Span<char> value = stackalloc char[Length];
        Convert.TryToHexStringLower(RandomNumberGenerator.GetBytes(BodyLength / 2), value, out _);
        TokenChecksum.WriteHex(value[..BodyLength], value[BodyLength..]);
        return new string(value);
    }

    public string Hint(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return "..." + value[^Math.Min(HintTail, value.Length)..];
    }
}

using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>
/// Base64 of <c>{"tokenId":"UUID","secret":"64 HEX DIGITS"}</c>: 168 characters without padding. The secret is 224 random
/// bits and the checksum of everything before it; the token's external id is the UUID.
/// </summary>
internal sealed class DataprepTokenFormat : ITokenValueFormat
{
    public const string Head = "{\"tokenId\":\"";
    public const string Middle = "\",\"secret\":\"";
    public const string Tail = "\"}";
    public const int UuidLength = 36;
    public const int SecretLength = 64;

    /// <summary>Of the JSON, in bytes.</summary>
    public const int JsonLength = 12 + UuidLength + 12 + SecretLength + 2;

    /// <summary>Of the value, in characters.</summary>
    public const int Length = JsonLength / 3 * 4;

    private const int RandomBytes = (SecretLength - TokenChecksum.HexLength) / 2;
    private const int HintTail = 4;

    public string Create(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var uuid = token.ExternalId is { } id && Guid.TryParseExact(id.Value, "D", out var own) ? own : Guid.NewGuid();
        var random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
        Span<char> checksum = stackalloc char[TokenChecksum.HexLength];
        TokenChecksum.WriteHex($"{uuid:D}{random}", checksum);
        return Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Head}{uuid:D}{Middle}{random}{checksum}{Tail}"));
    }

    public ExternalId? CreateExternalId() => ExternalId.Parse(Guid.NewGuid().ToString("D"));

    // The last characters of every value encode the same end of the JSON; those before them encode the checksum.
    public string Hint(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == Length ? $"...{value.AsSpan(Length - HintTail - HintTail, HintTail)}..." : "...";
    }
}

using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.GoodData;

/// <summary>
/// Base64 of <c>USER:ID:SECRET</c>, where the secret is base64 of 24 random bytes (192 bits). The names are for display; a
/// token is found by the digest of the whole value.
/// </summary>
internal sealed class GoodDataTokenFormat : ITokenValueFormat
{
    /// <summary>The length of the secret, in characters.</summary>
    public const int SecretLength = 32;

    private const int SecretBytes = 24;
    private const int GeneratedIdBytes = 8;
    private const int HintTail = 4;

    // The bytes that fit into the longest value as base64.
    private const int MostBytes = TokenDigest.MaxValueLength / 4 * 3;

    public string Create(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        var rest = Encoding.UTF8.GetBytes($":{token.ExternalId?.Value ?? token.Id.ToString()}:{secret}");
        var user = Encoding.UTF8.GetBytes(token.Owner.Value);
        return Convert.ToBase64String([.. user.Take(MostBytes - rest.Length), .. rest]);
    }

    public ExternalId? CreateExternalId() => ExternalId.Parse("token-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GeneratedIdBytes)));

    public string Hint(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return "..." + value[^Math.Min(HintTail, value.Length)..];
    }
}

using System.Security.Cryptography;
using System.Text;

namespace TokenGateway.Notices;

/// <summary>
/// <c>sha256=HEX</c>: HMAC-SHA-256 over the timestamp, a dot and the body. The timestamp prevents replaying an intercepted
/// post.
/// </summary>
internal static class WebhookSignature
{
    public static string Of(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hash.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

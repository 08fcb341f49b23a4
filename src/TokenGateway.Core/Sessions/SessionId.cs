using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>
/// What the cookie of a session holds: 32 bytes from a cryptographic source in base64url, without padding. A secret: only
/// <see cref="Digest"/> is stored, and nothing prints the value. No record: a generated <c>ToString</c> would.
/// </summary>
public sealed class SessionId
{
    public const int Length = 43;

    private const int Bytes = 32;

    // Base64Url.IsValid would let white space pass.
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private SessionId(string value)
    {
        Value = value;
        Digest = TokenDigest.Of(value);
    }

    /// <summary>For the cookie and nothing else.</summary>
    public string Value { get; }

    /// <summary>SHA-256 of the value: what the store knows.</summary>
    public TokenDigest Digest { get; }

    public static SessionId Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return new SessionId(Base64Url.EncodeToString(bytes));
    }

    /// <summary>Null: what was presented has not the form of one.</summary>
    public static SessionId? Parse(string? presented) =>
        presented is { Length: Length } && !presented.AsSpan().ContainsAnyExcept(Characters) ? new SessionId(presented) : null;
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>
/// The value of a session cookie: 32 bytes from a cryptographic source in base64url, without padding. A secret: only
/// <see cref="Digest"/> is stored, and nothing prints the value. Not a record: a generated <c>ToString</c> would.
/// </summary>
public sealed class SessionId
{
    internal const int Length = 43;

    private const int Bytes = 32;

    // Base64Url.IsValid would accept white space.
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private SessionId(string value)
    {
        Value = value;
        Digest = TokenDigest.Of(value);
    }

    /// <summary>Only for the cookie.</summary>
    public string Value { get; }

    /// <summary>SHA-256 of the value, the stored form.</summary>
    public TokenDigest Digest { get; }

    public static SessionId Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return new SessionId(Base64Url.EncodeToString(bytes));
    }

    /// <summary>Null: invalid syntax.</summary>
    public static SessionId? Parse(string? presented) =>
        presented is { Length: Length } && !presented.AsSpan().ContainsAnyExcept(Characters) ? new SessionId(presented) : null;
}

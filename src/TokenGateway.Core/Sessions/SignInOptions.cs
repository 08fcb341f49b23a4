using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>
/// Sign-in options (<c>SignIn</c>, <c>Bootstrap:PasswordFile</c>). Not a record: a generated <c>ToString</c> would print
/// hashes.
/// </summary>
public sealed class SignInOptions
{
    /// <summary>Whether a password opens a session. Default: true.</summary>
    public bool AllowsPasswords { get; init; } = true;

    /// <summary>Whether a passkey opens a session. Default: true.</summary>
    public bool AllowsPasskeys { get; init; } = true;

    /// <summary>The host name of the gateway's public URL, in lower case; null: none, or an IP address. Default: null.</summary>
    public string? PublicHost { get; init; }

    /// <summary>The identity provider; null: none. Default: null.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>A session that is unused for this long ends. Default: 8 hours.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(8);

    /// <summary>A session ends after this long, even if it is in use. Default: 24 hours.</summary>
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The hashes of declared passwords, by user. Default: none.</summary>
    public FrozenDictionary<UserId, string> DeclaredHashes { get; init; } = FrozenDictionary<UserId, string>.Empty;

    /// <summary>
    /// Represents a declared user's current password in that user's sessions: another password has another stamp. The hash
    /// has a salt of this process, so a stamp reveals nothing about the password. Null: the file declares none.
    /// </summary>
    public string? StampOf(UserId id) => DeclaredHashes.GetValueOrDefault(id) is { } hash
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash)))
        : null;
}

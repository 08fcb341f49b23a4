using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>How people sign in (<c>SignIn</c>, <c>Bootstrap:PasswordFile</c>). No record: a generated <c>ToString</c> would print hashes.</summary>
public sealed class SignInOptions
{
    /// <summary>Whether a password opens a session. Default: true.</summary>
    public bool AllowsPasswords { get; init; } = true;

    /// <summary>Whether a passkey opens a session. Default: true.</summary>
    public bool AllowsPasskeys { get; init; } = true;

    /// <summary>The host name of the gateway's public address, in lower case; null: it has none, or an IP address. Default: null.</summary>
    public string? PublicHost { get; init; }

    /// <summary>The identity provider that signs people in; null: none does. Default: null.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>A session that nobody uses for this long has ended. Default: 8 hours.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(8);

    /// <summary>A session ends after this long, even if it is in use. Default: 24 hours.</summary>
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What a password hasher made of the passwords that the file declares, by user. Default: none.</summary>
    public FrozenDictionary<UserId, string> DeclaredHashes { get; init; } = FrozenDictionary<UserId, string>.Empty;

    /// <summary>
    /// Stands for a declared user's present password in that user's sessions: another password, another stamp. The hash
    /// has a salt of this process, so a stamp says nothing about the password. Null: the file declares none.
    /// </summary>
    public string? StampOf(UserId id) => DeclaredHashes.GetValueOrDefault(id) is { } hash
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash)))
        : null;
}

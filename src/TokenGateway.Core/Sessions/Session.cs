using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>Somebody's time between signing in and out, as it is kept.</summary>
public sealed record Session
{
    /// <summary>In <see cref="SignedInAt"/>: when is not known, and not recently.</summary>
    public static readonly DateTimeOffset UnknownTime = DateTimeOffset.UnixEpoch;

    /// <summary>Of what the cookie holds.</summary>
    public required TokenDigest Digest { get; init; }

    public required UserId User { get; init; }

    /// <summary>
    /// The user's number at sign-in, 0 for one that the file declares: a later user of the same id inherits no session.
    /// </summary>
    public required long UserNumber { get; init; }

    /// <summary>
    /// For a user whose password the file declares: what stood for that password at sign-in. Null for others, whose
    /// sessions the store ends with their password.
    /// </summary>
    public string? Stamp { get; init; }

    /// <summary>
    /// The ID token by which an identity provider signed the user in, to sign out there too (OpenID Connect RP-Initiated Logout
    /// 1.0, 2); null: another way of signing in. It opens nothing here.
    /// </summary>
    public string? IdToken { get; init; }

    /// <summary>The passkey that opened it (<see cref="Sessions.Passkey.Id"/>), with which it ends; null: another way of signing in.</summary>
    public string? Passkey { get; init; }

    /// <summary>From where the user signed in; null: not known.</summary>
    public string? Address { get; init; }

    /// <summary>When the user last showed who it is, here or at the identity provider; <see cref="UnknownTime"/>: the provider does not say.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>Last used, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The end, however much it is used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public bool IsLiveAt(DateTimeOffset now, TimeSpan idleTimeout) => now < ExpiresAt && now - SeenAt < idleTimeout;
}

using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>A passkey of a user, as it is kept (WebAuthn Level 3, 4: credential record). Its private key never leaves the authenticator.</summary>
public sealed record Passkey
{
    /// <summary>Longest <see cref="Id"/>: base64url of 1,023 bytes (WebAuthn Level 3, 4: credential ID).</summary>
    public const int MaxIdLength = 1364;

    /// <summary>The credential id in base64url without padding.</summary>
    public required string Id { get; init; }

    public required UserId User { get; init; }

    /// <summary>The user's number: a later user of the same id inherits no passkey.</summary>
    public required long UserNumber { get; init; }

    /// <summary>What authenticators know the user by (user handle): random, so that it tells nothing of the user.</summary>
    public required string Handle { get; init; }

    /// <summary>What the user calls it, 1 to 100 printable characters.</summary>
    public required string Name { get; init; }

    /// <summary>A COSE_Key (RFC 9052, 7).</summary>
    public required ImmutableArray<byte> PublicKey { get; init; }

    /// <summary>As the authenticator last told it; 0: it does not count. One that goes back shows a copy.</summary>
    public required uint SignCount { get; init; }

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last signed in; null: never.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}

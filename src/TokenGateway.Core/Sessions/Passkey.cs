using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>A stored passkey (WebAuthn Level 3, 4: credential record). Its private key never leaves the authenticator.</summary>
public sealed record Passkey
{
    /// <summary>The maximum length of <see cref="Id"/>: base64url of 1,023 bytes (WebAuthn Level 3, 4: credential ID).</summary>
    public const int MaxIdLength = 1364;

    /// <summary>The credential id in base64url without padding.</summary>
    public required string Id { get; init; }

    public required UserId User { get; init; }

    /// <summary>The user's number: a later user with the same id inherits no passkey.</summary>
    public required long UserNumber { get; init; }

    /// <summary>The user handle for authenticators: random, so that it reveals nothing about the user.</summary>
    public required string Handle { get; init; }

    /// <summary>The name that the user chose, 1 to 100 printable characters.</summary>
    public required string Name { get; init; }

    /// <summary>A COSE_Key (RFC 9052, 7).</summary>
    public required ImmutableArray<byte> PublicKey { get; init; }

    /// <summary>The authenticator's last counter; 0: it does not count. A decreasing counter indicates a copy.</summary>
    public required uint SignCount { get; init; }

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last sign-in with it; null: never.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using TokenGateway.Core.Access;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Core.Verification;

/// <summary>
/// A token compiled for one configuration generation: the effective role and permissions (token AND owner), and the identity header
/// values. Immutable except for the mark that it is dead.
/// </summary>
public sealed class TokenSnapshot
{
    private readonly ImmutableArray<string>?[] _identity;
    private readonly long _notBeforeUtcTicks;
    private readonly long _expiresAtUtcTicks;
    private readonly long _retiredAtUtcTicks;
    private readonly VerificationOutcome _standing;
    private volatile bool _isDead;

    private TokenSnapshot(TokenFacts facts, AccessModel model, UsageCounter? usage)
    {
        Usage = usage;
        Token = facts.Token;
        Owner = OwnerOf(facts, model);
        IsRetired = facts.RetiredUntil is not null;
        Model = model;
        Subject = TokenRights.InForce(Token, Owner, model);
        NeededPermissions = usage is null || Subject.Permissions.IsEmpty ? null : new NeededPermissions(Token.Id, model.Permissions);
        _standing = Judge();
        _notBeforeUtcTicks = Token.NotBefore?.UtcTicks ?? long.MinValue;
        _expiresAtUtcTicks = Token.ExpiresAt?.UtcTicks ?? long.MaxValue;
        _retiredAtUtcTicks = facts.RetiredUntil?.UtcTicks ?? long.MaxValue;
        _identity = new ImmutableArray<string>?[model.IdentitySets.Length];
        for (var i = 0; i < _identity.Length; i++)
            _identity[i] = model.IdentitySets[i].Render(this);
    }

    public Token Token { get; }

    /// <summary>Whether this is for a secret that a rotation replaced, during its overlap or after it.</summary>
    public bool IsRetired { get; }

    /// <summary>The owner; null if the owner was deleted, even if another user has the same id now.</summary>
    public User? Owner { get; }

    /// <summary>The expiry as RFC 3339 in UTC, created on first access; null if there is none.</summary>
    public string? ExpiresAtText => field ??= Token.ExpiresAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The counter of its uses; null for a declared token, for which nothing is stored.</summary>
    public UsageCounter? Usage { get; }

    /// <summary>The permissions that its requests need; null if it has no permissions or is a declared token, for which nothing is stored.</summary>
    public NeededPermissions? NeededPermissions { get; }

    /// <summary>The configuration generation this was compiled for.</summary>
    public AccessModel Model { get; }

    /// <summary>The effective role and permissions.</summary>
    public AccessSubject Subject { get; }

    /// <summary>The names of the effective permissions, created on first access: most cached tokens never need them.</summary>
    public ImmutableArray<string> PermissionNames
    {
        get
        {
            // A race only creates them twice: the array is one reference.
            if (field.IsDefault)
                field = [.. Model.Permissions.NamesOf(Subject.Permissions)];
            return field;
        }
    }

    /// <summary>Set once, when the token, its owner or the cache entry changed: a holder of the snapshot must look it up again.</summary>
    internal bool IsDead => _isDead;

    public static TokenSnapshot Compile(TokenFacts facts, AccessModel model, UsageCounter? usage = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(model);
        return new TokenSnapshot(facts, model, usage);
    }

    /// <summary>The outcome for the token at <paramref name="now"/>, regardless of whether the facts are still current.</summary>
    public VerificationOutcome StandingAt(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        if (_standing is not (VerificationOutcome.Valid or VerificationOutcome.Inactive or VerificationOutcome.RealmNotHeld))
            return _standing;
        return ticks >= _retiredAtUtcTicks ? VerificationOutcome.Retired
            : ticks >= _expiresAtUtcTicks ? VerificationOutcome.Expired
            : _standing != VerificationOutcome.Valid ? _standing
            : ticks < _notBeforeUtcTicks ? VerificationOutcome.NotYetValid
            : VerificationOutcome.Valid;
    }

    /// <summary>Whether the token may be used from this address; null, which only sockets without addresses have, is in no list.</summary>
    public bool Allows(IPAddress? address)
    {
        if (Token.Addresses.IsEmpty)
            return true;
        if (address is null)
            return false;
        foreach (var range in Token.Addresses)
        {
            if (range.Contains(address))
                return true;
        }

        return false;
    }

    /// <summary>The header values for an identity set; null: they cannot be sent.</summary>
    public ImmutableArray<string>? IdentityOf(IdentitySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return _identity[set.Index];
    }

    internal void MarkDead() => _isDead = true;

    // A user that is both declared in the configuration and stored is the same user; the declaration takes precedence.
    private static User? OwnerOf(TokenFacts facts, AccessModel model)
    {
        var (token, declared) = (facts.Token, model.FindDeclaredUser(facts.Token.Owner));
        var isStored = facts.Owner is { } stored && stored.Number == token.OwnerNumber;
        return declared is not null && (isStored || token.OwnerNumber == 0) ? declared
            : declared is null && isStored ? facts.Owner
            : null;
    }

    // Ordered so that the most permanent reason comes first.
    private VerificationOutcome Judge() =>
        !Model.TokensOf(Token.Realm).Enabled ? VerificationOutcome.TokensDisabled
        : Token.DeletedAt is not null ? VerificationOutcome.Deleted
        : Owner is null ? VerificationOutcome.OwnerMissing
        : Owner.IsDisabled ? VerificationOutcome.OwnerDisabled
        : !Token.IsActive ? VerificationOutcome.Inactive
        : !TokenRights.HasRealm(Owner, Token.Realm, Model.Roles) && Protection.OwnersRealm.IsEnabled() ? VerificationOutcome.RealmNotHeld
        : VerificationOutcome.Valid;
}

using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tokens;

/// <summary>An owner of tokens: a person, or a service account.</summary>
public sealed record User
{
    public required UserId Id { get; init; }

    /// <summary>A permanent number, never reused, from 1; 0: declared in the file, or not stored yet.</summary>
    public long Number { get; init; }

    public string? Email { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>One or more roles; an unknown role grants nothing.</summary>
    public required ImmutableArray<RoleName> Roles { get; init; }

    /// <summary>The user's own realms; roles may grant others. A token in a realm that the user does not have grants nothing.</summary>
    public RealmSet Realms { get; init; } = RealmSet.Default;

    /// <summary>
    /// Rights that an actor removed without being able to grant them; null: none. They grant the user nothing, but an actor
    /// who may not grant them may not gain control of the user either.
    /// </summary>
    public UserRights? Kept { get; init; }

    /// <summary>While true, no token of the user authenticates.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether the user may create tokens if only selected users may (<see cref="TokenCreators.Selected"/>).</summary>
    public bool CanCreateTokens { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The user's identity at the identity provider; null: a local user. Never changes.</summary>
    public ExternalLogin? Login { get; init; }

    /// <summary>
    /// Who may manage the tokens of this service account; null: a person, who needs no maintainers. Whether it is null
    /// never changes.
    /// </summary>
    public MaintainerSet? Maintainers { get; init; }

    /// <summary>An owner of tokens that is not a person and cannot sign in.</summary>
    public bool IsService => Maintainers is not null;

    /// <summary>Declared in the configuration file, so it cannot be changed at run time.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether this is the same user (not only the same id), with the same rights.</summary>
    public bool HasSameRights(User other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Id == other.Id && Number == other.Number && IsDisabled == other.IsDisabled && CanCreateTokens == other.CanCreateTokens
            && Realms.Equals(other.Realms) && Kept == other.Kept && Equals(Maintainers, other.Maintainers) && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());
    }

    /// <summary>Equal in every member; the record's own equality compares lists by reference.</summary>
    public bool IsSame(User other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Roles.AsSpan().SequenceEqual(other.Roles.AsSpan()) && this with { Roles = other.Roles } == other;
    }
}

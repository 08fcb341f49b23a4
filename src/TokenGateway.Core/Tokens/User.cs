using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tokens;

/// <summary>Somebody or something that owns tokens: a person, or a service account.</summary>
public sealed record User
{
    public required UserId Id { get; init; }

    /// <summary>A number that is the user's for ever and never given twice, from 1; 0: declared in the file, or not stored yet.</summary>
    public long Number { get; init; }

    public string? Email { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>One or more roles; a role that the configuration does not know grants nothing.</summary>
    public required ImmutableArray<RoleName> Roles { get; init; }

    /// <summary>Realms of the user's own; roles may grant others. A token of a realm that the user does not have grants nothing.</summary>
    public RealmSet Realms { get; init; } = RealmSet.Default;

    /// <summary>
    /// What somebody took away who could not have given it; null: nothing. It gives the user nothing, but whoever may not
    /// give it may not get hold of the user either.
    /// </summary>
    public UserRights? Kept { get; init; }

    /// <summary>While true, no token of the user authenticates.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>May make tokens where only selected users may (<see cref="TokenCreators.Selected"/>).</summary>
    public bool CanCreateTokens { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who the user is at the identity provider that signs it in; null: the user is known here alone. Never changes.</summary>
    public ExternalLogin? Login { get; init; }

    /// <summary>
    /// Who may manage the tokens of this service account; null: a person, who signs in and needs nobody for it. Whether it is
    /// null never changes.
    /// </summary>
    public MaintainerSet? Maintainers { get; init; }

    /// <summary>An owner of tokens that is no person and cannot sign in.</summary>
    public bool IsService => Maintainers is not null;

    /// <summary>Written in the configuration file, hence not changeable at run time.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether this is the same user (not only the same id), who may do the same.</summary>
    public bool HasSameRights(User other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Id == other.Id && Number == other.Number && IsDisabled == other.IsDisabled && CanCreateTokens == other.CanCreateTokens
            && Realms.Equals(other.Realms) && Kept == other.Kept && Equals(Maintainers, other.Maintainers) && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());
    }

    /// <summary>Equal in every part; the record's own equality tells two lists of the same roles apart.</summary>
    public bool IsSame(User other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Roles.AsSpan().SequenceEqual(other.Roles.AsSpan()) && this with { Roles = other.Roles } == other;
    }
}

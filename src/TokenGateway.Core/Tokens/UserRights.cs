using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tokens;

/// <summary>The granted rights of a user. Equal if all of them are.</summary>
public sealed record UserRights(ImmutableArray<RoleName> Roles, RealmSet Realms, bool CanCreateTokens)
{
    internal static UserRights None { get; } = new([], RealmSet.None, false);

    internal bool IsEmpty => Roles.IsEmpty && Realms.IsEmpty && !CanCreateTokens;

    internal static UserRights Of(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new UserRights(user.Roles, user.Realms, user.CanCreateTokens);
    }

    public UserRights Union(UserRights other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new([.. Roles.Union(other.Roles)], Realms.Union(other.Realms), CanCreateTokens || other.CanCreateTokens);
    }

    internal UserRights Except(UserRights other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new([.. Roles.Except(other.Roles)], Realms.Except(other.Realms), CanCreateTokens && !other.CanCreateTokens);
    }

    /// <summary>Each role separately, and the rest.</summary>
    internal IEnumerable<UserRights> Parts() =>
        Roles.Select(role => None with { Roles = [role] })
            .Append(None with { Realms = Realms }).Append(None with { CanCreateTokens = CanCreateTokens })
            .Where(part => !part.IsEmpty);

    public bool Equals(UserRights? other) => other is not null && CanCreateTokens == other.CanCreateTokens
        && Realms.Equals(other.Realms) && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());

    public override int GetHashCode() => Roles.Aggregate(HashCode.Combine(Realms, CanCreateTokens), HashCode.Combine);

    /// <summary>As a list in a sentence.</summary>
    public override string ToString() => string.Join(", ", Roles.Select(role => $"role {role}")
        .Concat(Realms.IsAll ? ["all realms"] : Realms.Names.Select(realm => $"realm {realm}"))
        .Concat(CanCreateTokens ? ["the right to create tokens"] : Array.Empty<string>()));
}

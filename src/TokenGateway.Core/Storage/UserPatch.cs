using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The changes of a user, all or none; null members stay unchanged.</summary>
public sealed record UserPatch
{
    /// <summary>The new roles.</summary>
    public ImmutableArray<RoleName>? Roles { get; init; }

    /// <summary>The user's new own realms.</summary>
    public RealmSet? Realms { get; init; }

    public bool? IsDisabled { get; init; }

    public bool? CanCreateTokens { get; init; }

    /// <summary>Whether <see cref="Email"/> is set, where null removes the address.</summary>
    public bool SetsEmail { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether <see cref="Name"/> is set, likewise.</summary>
    public bool SetsName { get; init; }

    public string? Name { get; init; }

    /// <summary>The new maintainers of the service account; never for a person.</summary>
    public MaintainerSet? Maintainers { get; init; }

    /// <summary>Whether it sets the user's rights.</summary>
    public bool WritesRights => Roles is not null || Realms is not null || CanCreateTokens is not null;

    public User Apply(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user with
        {
            Roles = Roles ?? user.Roles,
            Realms = Realms ?? user.Realms,
            IsDisabled = IsDisabled ?? user.IsDisabled,
            CanCreateTokens = CanCreateTokens ?? user.CanCreateTokens,
            Maintainers = Maintainers ?? user.Maintainers,
            Email = SetsEmail ? Email : user.Email,
            Name = SetsName ? Name : user.Name,
        };
    }
}

using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>What shall change of a user, all of it or nothing; null parts stay.</summary>
public sealed record UserPatch
{
    /// <summary>Exactly these from now on.</summary>
    public ImmutableArray<RoleName>? Roles { get; init; }

    /// <summary>Exactly these of the user's own from now on.</summary>
    public RealmSet? Realms { get; init; }

    public bool? IsDisabled { get; init; }

    public bool? CanCreateTokens { get; init; }

    /// <summary>Whether <see cref="Email"/> counts, with which null takes the address away.</summary>
    public bool SetsEmail { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether <see cref="Name"/> counts, likewise.</summary>
    public bool SetsName { get; init; }

    public string? Name { get; init; }

    /// <summary>Exactly these maintain the service account from now on; never for a person.</summary>
    public MaintainerSet? Maintainers { get; init; }

    /// <summary>Whether it says what the user has.</summary>
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

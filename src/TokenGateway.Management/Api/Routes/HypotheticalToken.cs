using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Routes;

/// <summary>A hypothetical token, whose owner has only its role and every realm.</summary>
internal static class HypotheticalToken
{
    private static readonly UserId Nobody = UserId.Parse("(a hypothetical token)");

    /// <param name="role">Its role.</param>
    /// <param name="permissions">Null: all permissions of the role.</param>
    /// <param name="realm">Its realm.</param>
    public static TokenFacts Of(RoleName role, ImmutableArray<PermissionName>? permissions, Realm realm)
    {
        var token = new Token { Id = default, Name = "", Owner = Nobody, Role = role, Permissions = permissions, Realm = realm, CreatedBy = "" };
        return new TokenFacts(token, new User { Id = Nobody, Roles = [role], Realms = RealmSet.All });
    }
}

using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Access;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles the declared users and tokens by the same rules as those created at run time.</summary>
internal sealed class DeclaredCompiler(GatewayConfig gateway, RoleCatalog roles, PermissionCatalog permissions, ConfigErrors errors)
{
    private readonly Dictionary<string, UserId> _identities = new(StringComparer.Ordinal);

    public ImmutableArray<User> CompileUsers() => [.. gateway.Users.Values.Select(CompileUser).OfType<User>()];

    public ImmutableArray<KeyValuePair<TokenDigest, Token>> CompileTokens(ImmutableArray<User> users)
    {
        var compiled = new Dictionary<TokenDigest, Token>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var written in gateway.StaticTokens)
        {
            if (!names.Add(written.Name))
                errors.Add(ConfigPath.Join(written.Path, "Name"), $"the name \"{written.Name}\" is taken by another static token");
            if (CompileToken(written, users) is { } token && TokenDigest.TryParseHex(written.Sha256, out var digest) && !compiled.TryAdd(digest, token))
                errors.Add(ConfigPath.Join(written.Path, "Sha256"), "another static token has the same digest");
        }

        return [.. compiled];
    }

    private User? CompileUser(UserConfig written)
    {
        if (!UserId.TryParse(written.Id, out var id))
        {
            errors.Add(written.Path, "a user id has 1 to 255 printable characters without surrounding white space");
            return null;
        }

        CheckIdentity(id, id.Value, IdentityRules.FaultOf(id), "a user id", written.Path);
        if (written.Email is { } email)
            CheckIdentity(id, email, IdentityRules.FaultOfEmail(email), "an e-mail address", ConfigPath.Join(written.Path, "Email"));
        CheckText(written.Name, ConfigPath.Join(written.Path, "Name"));
        for (var i = 0; i < written.Roles.Count; i++)
            FindRole(written.Roles[i], ConfigPath.Join(written.Path, "Roles", i));
        return new User
        {
            Id = id,
            Email = written.Email,
            Name = written.Name,
            Roles = [.. written.Roles.Where(AccessName.IsValid).Select(RoleName.Parse)],
            Realms = written.Realms is null ? RealmSet.Default : RealmSet.TryParse(written.Realms, out var realms, out _) ? realms : RealmSet.None,
            IsDeclared = true,
        };
    }

    private void CheckIdentity(UserId user, string identity, string? fault, string what, string path)
    {
        if (fault is not null)
            errors.Add(path, $"{what} {fault}");
        else if (!_identities.TryAdd(IdentityKey.Of(identity), user) && _identities[IdentityKey.Of(identity)] != user)
            errors.Add(path, $"\"{identity}\" is too similar to user {_identities[IdentityKey.Of(identity)]}: an upstream may confuse the two");
    }

    private Token? CompileToken(StaticTokenConfig written, ImmutableArray<User> users)
    {
        CheckText(written.Name, ConfigPath.Join(written.Path, "Name"));
        if (users.FirstOrDefault(one => one.Id.Value == written.User) is not { } owner)
        {
            errors.Add(ConfigPath.Join(written.Path, "User"),
                $"unknown user \"{written.User}\"{Suggestion.AskAndSay(written.User, users.Select(one => one.Id.Value), "The owner of a static token stands under TokenGateway:Users")}");
            return null;
        }

        if (RoleOf(written, owner) is not { } role)
            return null;
        CheckPermissions(written, role);
        if (!Realm.TryParse(written.Realm, out var realm))
            errors.Add(ConfigPath.Join(written.Path, "Realm"), "a realm has 1 to 100 printable characters and is not *");
        else if (!TokenRights.HasRealm(owner, realm, roles))
            errors.Add(ConfigPath.Join(written.Path, "Realm"), $"{owner.Id} does not have realm {realm}; add it to TokenGateway:Users:{owner.Id}:Realms");
        return new Token
        {
            Id = TokenId.Declared(written.Name),
            Name = written.Name,
            Owner = owner.Id,
            Realm = realm,
            Role = role.Name,
            Permissions = written.Permissions is { } limit ? [.. limit.Where(AccessName.IsValid).Select(PermissionName.Parse)] : (ImmutableArray<PermissionName>?)null,
            CreatedBy = "file",
            ExpiresAt = written.ExpiresAt,
            Hint = "sha256:" + written.Sha256[..8],
        };
    }

    private Role? RoleOf(StaticTokenConfig written, User owner)
    {
        var held = roles.Known(owner.Roles);
        if (written.Role is null)
            return held is [var highest, ..] ? highest : null;
        var path = ConfigPath.Join(written.Path, "Role");
        if (FindRole(written.Role, path) is not { } role)
            return null;
        if (!TokenRights.MayHold(role, held))
            errors.Add(path, $"{owner.Id} has neither role {role.Name} nor a higher ranked role");
        return role;
    }

    private void CheckPermissions(StaticTokenConfig written, Role role)
    {
        for (var i = 0; i < (written.Permissions?.Count ?? 0); i++)
        {
            var text = written.Permissions![i];
            var held = permissions.NamesOf(role.Permissions).ToList();
            if (!held.Contains(text, StringComparer.Ordinal))
                errors.Add(ConfigPath.Join(written.Path, "Permissions", i), $"role {role.Name} does not grant \"{text}\"{Suggestion.Ask(text, held)}");
        }
    }

    private Role? FindRole(string name, string path)
    {
        var role = roles.All.FirstOrDefault(one => one.Name.Value == name);
        if (role is null)
            errors.Add(path, $"unknown role \"{name}\"{Suggestion.Ask(name, roles.All.Select(one => one.Name.Value))}");
        return role;
    }

    private void CheckText(string? text, string path)
    {
        if (text is not null && (text.Length is 0 or > 255 || !PrintableText.IsPrintable(text)))
            errors.Add(path, "1 to 255 printable characters are expected; it becomes a header value");
    }
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Access;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Compiles the first administrator: a declared user with a declared token that has all management rights of the user's
/// role, or a password, or both. No message contains the content of their files.
/// </summary>
internal sealed class BootstrapCompiler(GatewayConfig gateway, RoleCatalog roles, CompilerContext context)
{
    /// <summary>The token's id is <c>static:bootstrap</c>.</summary>
    public const string TokenName = "bootstrap";

    private const int ShortestValue = 20;
    private const int FewestCharacters = 8;

    private static readonly string[] Words =
        ["changeme", "change-me", "change_me", "password", "secret", "example", "0123456789", "1234567890", "abcdefgh", "qwerty"];

    private readonly BootstrapConfig _written = gateway.Bootstrap;
    private readonly ConfigErrors _errors = context.Errors;

    public CompiledBootstrap Compile(ImmutableArray<KeyValuePair<TokenDigest, Token>> otherTokens)
    {
        if (_written.User is not { } text)
            return CompiledBootstrap.None;
        var role = RoleOf(_written.Role!);
        if (UserOf(text) is not { } id || role is null)
            return CompiledBootstrap.None;
        if (!role.Manages.HasFlag(ManagementRights.Users))
            context.Warnings.Add($"Role {role.Name} of Bootstrap:User {id} does not manage users, so this administrator cannot create others.");
        return new CompiledBootstrap(new User { Id = id, Roles = [role.Name], IsDeclared = true })
        {
            Tokens = DigestOf() is { } digest && CheckUnique(digest, otherTokens) ? [new(digest, TokenOf(id, role, digest))] : [],
            PasswordHash = HashOf(id),
        };
    }

    private UserId? UserOf(string text)
    {
        var path = ConfigPath.Join(_written.Path, "User");
        if (!UserId.TryParse(text, out var id))
            _errors.Add(path, "a user id has 1 to 255 printable characters without surrounding white space");
        else if (IdentityRules.FaultOf(id) is { } fault)
            _errors.Add(path, $"a user id {fault}");
        else if (gateway.Users.ContainsKey(text))
            _errors.Add(path, $"\"{text}\" is already declared under TokenGateway:Users");
        else if (gateway.Users.Values.FirstOrDefault(other => IsLike(other, text)) is { } other)
            _errors.Add(path, $"\"{text}\" is too similar to user {other.Id} under TokenGateway:Users: an upstream may confuse the two");
        else
            return id;
        return null;
    }

    private static bool IsLike(UserConfig user, string text)
    {
        var key = IdentityKey.Of(text);
        return IdentityKey.Of(user.Id) == key || (user.Email is { } email && IdentityKey.Of(email) == key);
    }

    private Role? RoleOf(string name)
    {
        var role = roles.All.FirstOrDefault(one => one.Name.Value == name);
        if (role is null)
            _errors.Add(ConfigPath.Join(_written.Path, "Role"), $"unknown role \"{name}\"{Suggestion.Ask(name, roles.All.Select(one => one.Name.Value))}");
        return role;
    }

    private static Token TokenOf(UserId owner, Role role, TokenDigest digest) => new()
    {
        Id = TokenId.Declared(TokenName),
        Name = TokenName,
        Owner = owner,
        Realm = Realm.Default,
        Role = role.Name,
        Manages = ManagementRights.Own | role.Manages,
        CreatedBy = "file",
        Hint = ImportedValue.HintOf(digest),
    };

    private TokenDigest? DigestOf()
    {
        if (_written.TokenSha256 is { } hex)
            return TokenDigest.TryParseHex(hex, out var written) ? written : null;
        if (_written.TokenFile is not { } file)
            return DigestOfVariable();
        var path = ConfigPath.Join(_written.Path, "TokenFile");
        return SecretFile.Read(file, path, context.BaseFolder, context.Errors) is { } value ? DigestOf(value, path, "the value in the file") : null;
    }

    // The variable that operators of the product already use.
    private TokenDigest? DigestOfVariable() =>
        context.Dialects.Find(gateway.Dialect)?.BootstrapVariable is { } variable && context.Environment(variable) is { Length: > 0 } value
            ? DigestOf(value, _written.Path, $"the value of the variable {variable}")
            : null;

    private TokenDigest? DigestOf(string value, string path, string what)
    {
        if (FaultOf(value) is not { } fault)
            return TokenDigest.Of(value);
        _errors.Add(path, $"{what} {fault}; `tokengateway token generate --offline` creates a good one");
        return null;
    }

    // A value chosen by a person can be guessed, and this one grants full access.
    private static string? FaultOf(string value)
    {
        if (value.Length > TokenDigest.MaxValueLength || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return $"must be one line of at most {TokenDigest.MaxValueLength} visible ASCII characters without spaces";
        if (value.Length < ShortestValue)
            return $"has fewer than {ShortestValue} characters, so it can be guessed";
        return value.Distinct().Count() < FewestCharacters || IsWord(value) ? "can be guessed" : null;
    }

    private static bool IsWord(string value) => Array.Exists(Words, word => value.Contains(word, StringComparison.OrdinalIgnoreCase));

    private bool CheckUnique(TokenDigest digest, ImmutableArray<KeyValuePair<TokenDigest, Token>> others)
    {
        if (gateway.StaticTokens.FirstOrDefault(one => one.Name == TokenName) is { } sameName)
            _errors.Add(ConfigPath.Join(sameName.Path, "Name"), $"\"{TokenName}\" is the name of the token of {_written.Path}");
        else if (others.Any(one => one.Key == digest))
            _errors.Add(_written.Path, "a static token has the same value");
        else
            return true;
        return false;
    }

    private string? HashOf(UserId user)
    {
        if (_written.PasswordFile is not { } file)
            return null;
        var path = ConfigPath.Join(_written.Path, "PasswordFile");
        if (SecretFile.Read(file, path, context.BaseFolder, context.Errors) is not { } password)
            return null;
        if (PasswordRules.FaultOf(password, user) is { } fault)
            _errors.Add(path, $"a password {fault}");
        else
            return Hash(user, password);
        return null;
    }

    // An unchanged password keeps its hash, and with it its sessions, when the rest of the file changes.
    private string Hash(UserId user, string password)
    {
        var hasher = new PasswordHasher<string>();
        return context.PreviousSignIn?.DeclaredHashes.GetValueOrDefault(user) is { } before
            && hasher.VerifyHashedPassword("", before, password) == PasswordVerificationResult.Success
            ? before
            : hasher.HashPassword("", password);
    }
}

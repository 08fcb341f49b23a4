using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Access;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>
/// One configuration generation as the domain sees it: roles, permissions, identity headers, options of tokens, and
/// the users and tokens that the file declares. Immutable.
/// </summary>
public sealed class AccessModel
{
    private readonly FrozenDictionary<UserId, User> _users;
    private readonly FrozenDictionary<TokenDigest, TokenSnapshot> _declared;
    private readonly FrozenDictionary<Realm, TokenOptions> _realms;

    /// <param name="roles">The roles.</param>
    /// <param name="permissions">Every permission that roles or rules name.</param>
    /// <param name="identitySets">The identity header sets; each one's index is its place here.</param>
    /// <param name="tokens">The options of tokens.</param>
    /// <param name="users">The declared users.</param>
    /// <param name="declared">The declared tokens with their digests; owners must be declared too.</param>
    /// <param name="realms">The options of realms that have options of their own; null: none has.</param>
    public AccessModel(
        RoleCatalog roles, PermissionCatalog permissions, ImmutableArray<IdentitySet> identitySets, TokenOptions tokens,
        IEnumerable<User> users, IEnumerable<KeyValuePair<TokenDigest, Token>> declared, IReadOnlyDictionary<Realm, TokenOptions>? realms = null)
    {
        Roles = roles;
        Permissions = permissions;
        IdentitySets = identitySets;
        Tokens = tokens;
        _realms = realms?.ToFrozenDictionary() ?? FrozenDictionary<Realm, TokenOptions>.Empty;
        _users = users.ToFrozenDictionary(user => user.Id);
        _declared = declared.ToFrozenDictionary(
            pair => pair.Key, pair => TokenSnapshot.Compile(new TokenFacts(pair.Value, null), this));
    }

    public RoleCatalog Roles { get; }

    public PermissionCatalog Permissions { get; }

    /// <summary>The permissions that some rule of a route asks for. Others are for upstreams to check.</summary>
    public BitSet AskedPermissions
    {
        get;
        init => (field, AskedPermissionNames) = (value, [.. Permissions.NamesOf(value)]);
    }

    /// <summary>Their names, in ordinal order.</summary>
    public ImmutableArray<string> AskedPermissionNames { get; private init; } = [];

    internal ImmutableArray<IdentitySet> IdentitySets { get; }

    /// <summary>In force where a realm has no options of its own: those of the file, with what was set while the gateway ran.</summary>
    public TokenOptions Tokens { get; }

    /// <summary>All options that are in force somewhere.</summary>
    public IEnumerable<TokenOptions> AllTokens => _realms.Values.Prepend(Tokens);

    /// <summary>The realms with options of their own.</summary>
    public IEnumerable<Realm> OwnRealms => _realms.Keys;

    /// <summary>How people sign in.</summary>
    public SignInOptions SignIn { get; init; } = new();

    /// <summary>Keeps the values of new tokens for their owners; null: they are not kept.</summary>
    public RecoverableSecrets? Vault { get; init; }

    /// <summary>Where <see cref="Tokens"/> comes from; null: nothing can be set here.</summary>
    public EffectiveSettings? Settings { get; init; }

    /// <summary>The users that the file declares.</summary>
    public IReadOnlyCollection<User> DeclaredUsers => _users.Values;

    /// <summary>The tokens that the file declares.</summary>
    public IEnumerable<Token> DeclaredTokens => _declared.Values.Select(snapshot => snapshot.Token);

    /// <summary>In force in a realm.</summary>
    public TokenOptions TokensOf(Realm realm) => _realms.Count > 0 && _realms.TryGetValue(realm, out var own) ? own : Tokens;

    public User? FindDeclaredUser(UserId id) => _users.GetValueOrDefault(id);

    public bool TryFindDeclared(in TokenDigest digest, [MaybeNullWhen(false)] out TokenSnapshot snapshot)
    {
        if (_declared.Count > 0)
            return _declared.TryGetValue(digest, out snapshot);
        snapshot = null;
        return false;
    }
}

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
/// The domain's view of one configuration generation: roles, permissions, identity headers, token options, and the users and tokens
/// declared in the configuration. Immutable.
/// </summary>
public sealed class AccessModel
{
    private readonly FrozenDictionary<UserId, User> _users;
    private readonly FrozenDictionary<TokenDigest, TokenSnapshot> _declared;
    private readonly FrozenDictionary<Realm, TokenOptions> _realms;

    /// <param name="roles">The roles.</param>
    /// <param name="permissions">Every permission that roles or rules name.</param>
    /// <param name="identitySets">The identity header sets; the index of each is its position here.</param>
    /// <param name="tokens">The token options.</param>
    /// <param name="users">The declared users.</param>
    /// <param name="declared">The declared tokens with their digests; their owners must be declared too.</param>
    /// <param name="realms">The token options of realms that have their own; null if none has.</param>
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

    /// <summary>The permissions that at least one route's rule requires. Others are for upstreams to check.</summary>
    public BitSet AskedPermissions
    {
        get;
        init => (field, AskedPermissionNames) = (value, [.. Permissions.NamesOf(value)]);
    }

    /// <summary>The names of <see cref="AskedPermissions"/>, in ordinal order.</summary>
    public ImmutableArray<string> AskedPermissionNames { get; private init; } = [];

    internal ImmutableArray<IdentitySet> IdentitySets { get; }

    /// <summary>The options for realms without options of their own: those of the configuration file, with the settings changed at run time.</summary>
    public TokenOptions Tokens { get; }

    /// <summary>All options that apply in at least one realm.</summary>
    public IEnumerable<TokenOptions> AllTokens => _realms.Values.Prepend(Tokens);

    /// <summary>The realms with options of their own.</summary>
    public IEnumerable<Realm> OwnRealms => _realms.Keys;

    /// <summary>How users sign in.</summary>
    public SignInOptions SignIn { get; init; } = new();

    /// <summary>Stores the values of new tokens encrypted, for their owners; null if they are not stored.</summary>
    public RecoverableSecrets? Vault { get; init; }

    /// <summary>The source of <see cref="Tokens"/>; null if settings cannot be changed at run time.</summary>
    public EffectiveSettings? Settings { get; init; }

    /// <summary>The users declared in the configuration.</summary>
    public IReadOnlyCollection<User> DeclaredUsers => _users.Values;

    /// <summary>The tokens declared in the configuration.</summary>
    public IEnumerable<Token> DeclaredTokens => _declared.Values.Select(snapshot => snapshot.Token);

    /// <summary>The options that apply in a realm.</summary>
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

using System.Collections.Frozen;
using System.Collections.Immutable;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Access;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Compilation.Conditions;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Model.Conditions;
using TokenGateway.Edge.Text;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles the configuration into one immutable generation. Collects all errors; with any, there is no generation.</summary>
internal sealed class GatewayCompiler(GatewayConfigSet written, ProxySections proxy, CompilerContext context)
{
    private readonly GatewayConfig _gateway = written.Gateway;
    private readonly ConfigErrors _errors = context.Errors;

    /// <summary>The generation; null if there are errors.</summary>
    public GatewayModel? Compile(string generationId, GatewayModel? previous)
    {
        var permissions = new PermissionCatalog(PermissionNames.NamedIn(written));
        var roles = RoleCompiler.Compile(_gateway, permissions);
        var access = new AccessCompiler(roles, permissions, context);
        var identity = new IdentityCompiler(_errors);
        var defaultIdentity = identity.Compile(_gateway.Identity, ConfigPath.Join(_gateway.Path, "Identity"));
        var places = CompilePlaces(_gateway.Credentials, ConfigPath.Join(_gateway.Path, "Credentials"));
        var definition = context.Dialects.Find(_gateway.Dialect) ?? context.Dialects.Default;
        var settings = DialectSettingsOf(_gateway);
        var dialect = definition.Create(settings);
        CheckParts(definition);
        var calls = DialectCallTable.Create(dialect.Calls, _gateway.DialectEndpoints.Serves);
        var policies = access.CompilePolicies(_gateway);
        var dialects = new RouteDialects(written, places, dialect, settings, context);
        var credentials = CredentialPlaces.Create(dialects.AllPlaces, dialects.AllRecognised);
        var here = CredentialPlaces.Create(places, dialect.RecognisedSchemes);
        var limits = new RateLimitCompiler(roles, previous?.RateLimits, context);
        var rateLimits = limits.CompileAll(_gateway);
        var routes = new RouteCompiler(written, access, policies, identity, defaultIdentity, dialects, calls, limits, context).CompileAll(proxy);
        var owned = OwnedNameCompiler.Compile(written, proxy, credentials);
        new ConditionRules(ReachingHeaders(identity, owned), _errors).Check(proxy.Routes);
        DestinationRules.Check(proxy.Clusters, _errors);
        StoreRules.Check(_gateway.Store, _gateway.Audit, context.BaseFolder, _errors);
        var pepper = PepperCompiler.Compile(_gateway.Tokens, context);
        var vault = VaultCompiler.Compile(_gateway.Tokens, pepper, context);
        AuditRules.Check(_gateway.Audit, context.BaseFolder, _errors);
        RedisRules.Check(_gateway.Redis, context.BaseFolder, _errors);
        var notices = new NoticesCompiler(context).Compile(_gateway.Notices);
        if (notices.IsOn && _gateway.Store.Provider == StoreProvider.None)
            context.Warnings.Add($"{_gateway.Notices.Path}: notices need a store, which remembers those that were sent");
        var declared = new DeclaredCompiler(_gateway, roles, permissions, _errors);
        var users = declared.CompileUsers();
        var tokens = declared.CompileTokens(users);
        var bootstrap = new BootstrapCompiler(_gateway, roles, context).Compile(tokens);
        var oidc = new OidcCompiler(roles, context).Compile(_gateway.SignIn.Oidc, _gateway.Store);
        if (!_errors.IsEmpty)
            return null;

        string[] protectedNames = [.. identity.HeaderNames, .. previous?.IdentityNames ?? [], .. IdentityCompiler.AlwaysProtected];
        TrafficWarnings.Check(proxy, context.Warnings);
        TwinWarnings.Check(proxy.Routes, routes, context.Warnings);
        PortWarnings.Check(proxy.Routes, routes, context.Warnings);
        var settingsInForce = new EffectiveSettings(InFile(_gateway.Tokens, written.NamedSettings, definition), context.Settings);
        var realms = _gateway.Realms.Values.Where(realm => Realm.TryParse(realm.Name, out _)).ToDictionary(
            realm => Realm.Parse(realm.Name), realm => InFile(realm.Tokens, written.NamedSettings.Union(realm.Named), definition, realm.CountsInRealm).With(context.Settings));
        var model = new GatewayModel
        {
            GenerationId = generationId,
            Access = CompileAccess(roles, permissions, AskedBy(routes), identity.Sets, settingsInForce, realms, users, tokens, CompileSignIn(_gateway, bootstrap, oidc), bootstrap, vault),
            Dialect = dialect,
            Pepper = pepper,
            Places = credentials,
            IdentityNames = identity.HeaderNames,
            Protected = HeaderNameSet.Create(protectedNames, []),
            TextHeaders = HeaderNameSet.Create(["Authorization", "Host", .. credentials.HeaderNames, .. protectedNames, .. owned.Secret, .. owned.Shared], []),
            Owned = OwnedBy(owned, previous?.OwnedLists ?? OwnedNameLists.None),
            OwnedLists = owned,
            Conditions = MatchConditions.Create(proxy.Routes),
            ShortNames = ShortNames.Create(routes.Select(route => route.Pattern)),
            MatchesHosts = proxy.Routes.Any(MatchesHost) || previous?.MatchesHosts == true,
            Forwardable = ForwardableOf(routes),
            Upgrades = [.. routes.SelectMany(route => route.Upgrades).Distinct(StringComparer.OrdinalIgnoreCase)],
            Notices = notices,
            Throttle = new ThrottleOptions(_gateway.Throttle.FailedAttempts, _gateway.Throttle.Window),
            Own = CompileOwn(calls, (id, path, policy) => OwnRoute(id, path, policy, defaultIdentity, here, places)),
            PublicUrl = _gateway.PublicUrl,
            ManagementHosts = _gateway.ManagementHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            TrustedProxies = _gateway.TrustedProxies,
            ProxyProtocol = _gateway.ProxyProtocol,
            Routes = routes.ToFrozenDictionary(route => route.Id, StringComparer.OrdinalIgnoreCase),
            RateLimits = rateLimits,
            ManagementLimits = ManagementLimitsCompiler.Compile(_gateway.ManagementLimits, previous?.ManagementLimits),
            Warnings = [.. context.Warnings, .. access.Warnings, .. limits.Warnings],
        };
        model.Own.Attach(model);
        foreach (var route in routes)
            route.Attach(model);
        return model;
    }

    private AccessModel CompileAccess(
        RoleCatalog roles, PermissionCatalog permissions, BitSet asked, ImmutableArray<IdentitySet> identity, EffectiveSettings settings,
        IReadOnlyDictionary<Realm, TokenOptions> realms, ImmutableArray<User> users,
        ImmutableArray<KeyValuePair<TokenDigest, Token>> tokens, SignInOptions signIn, CompiledBootstrap bootstrap, RecoverableSecrets? vault) =>
        new(roles, permissions, identity, settings.Options,
            bootstrap.User is { } first ? users.Add(first) : users, tokens.AddRange(bootstrap.Tokens), realms)
        {
            AskedPermissions = asked,
            Settings = settings,
            Vault = vault,
            SignIn = signIn,
        };

    // Not of policies that no route has: nothing can ever need what they ask for.
    private static BitSet AskedBy(IEnumerable<GatewayRoute> routes) => routes.Where(route => route.Policy is not null)
        .SelectMany(route => route.Policy!.Entries).Aggregate(default(BitSet), (sum, entry) => sum.Or(entry.Condition.Asked));

    private static SignInOptions CompileSignIn(GatewayConfig gateway, CompiledBootstrap bootstrap, OidcOptions? oidc) => new()
    {
        AllowsPasswords = gateway.SignIn.Password,
        AllowsPasskeys = gateway.SignIn.Passkeys,
        PublicHost = Uri.TryCreate(gateway.PublicUrl, UriKind.Absolute, out var known) && known.HostNameType == UriHostNameType.Dns ? known.Host : null,
        Oidc = oidc,
        IdleTimeout = gateway.SignIn.IdleTimeout,
        MaxLifetime = gateway.SignIn.MaxLifetime,
        DeclaredHashes = bootstrap is { User: { } user, PasswordHash: { } hash }
            ? FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(user.Id, hash)])
            : FrozenDictionary<UserId, string>.Empty,
    };

    private ImmutableArray<CredentialPlace> CompilePlaces(IReadOnlyList<string> texts, string path) =>
        CredentialPlaceReader.Read(texts, path, _errors);

    private static DialectSettings DialectSettingsOf(GatewayConfig gateway) => new()
    {
        Prefix = gateway.Tokens.Prefix,
        Roles = [.. gateway.Roles.Values.Where(role => AccessName.IsValid(role.Name)).OrderBy(role => role.Place)
            .Select(role => new DialectRole(RoleName.Parse(role.Name), role.Id))],
        Numbers = gateway.DialectNumbers,
        Realms = gateway.DialectRealms,
    };

    private OwnEndpointTable CompileOwn(DialectCallTable? calls, Func<string, string, AccessPolicy, GatewayRoute> route) => new(
        [
            .. _gateway.EdgeHealthPath is { } health ? [new OwnEndpoint(OwnEndpointKind.Health, health, null)] : Array.Empty<OwnEndpoint>(),
            .. _gateway.SelfPath is { } self ? [new OwnEndpoint(OwnEndpointKind.Self, self, route("(self)", self, SelfPolicy))] : Array.Empty<OwnEndpoint>(),
        ],
        calls,
        (calls?.Paths ?? []).ToFrozenDictionary(path => path, path => route("(dialect)", path.Pattern, PolicyOf(path))));

    private static GatewayRoute OwnRoute(
        string id, string pattern, AccessPolicy policy, IdentitySet identity, CredentialPlaces credentials, ImmutableArray<CredentialPlace> places) => new()
        {
            Id = id,
            Pattern = pattern,
            Rule = RouteRule.Policy,
            Policy = policy,
            Places = credentials,
            PlaceTexts = [.. places.Select(place => place.ToString())],
            Identity = identity,
        };

    // The lifecycle decides who may do what there.
    private static AccessPolicy PolicyOf(DialectPath path) =>
        new([new AccessEntry { Methods = [.. path.Calls.Select(call => call.Method)], Condition = AccessPolicy.AnyToken.Entries[0].Condition }]);

    private static AccessPolicy SelfPolicy { get; } =
        new([new AccessEntry { Methods = ["GET"], Condition = AccessPolicy.AnyToken.Entries[0].Condition }]);

    private static bool MatchesHost(RouteConfig route) =>
        route.Match.Hosts is { Count: > 0 } || route.Match.Headers?.Any(header => ConfigPath.Same(header.Name, "Host")) == true;

    private static OwnedNames? OwnedBy(OwnedNameLists now, OwnedNameLists before) =>
        OwnedNames.Create([.. now.Secret, .. before.Secret], [.. now.Shared, .. before.Shared]);

    private HeaderConditions ReachingHeaders(IdentityCompiler identity, OwnedNameLists owned) => new(
        HeaderNameSet.Create([.. identity.HeaderNames, .. IdentityCompiler.AlwaysProtected], []),
        HeaderNameSet.Create(owned.Secret, []),
        HeaderNameSet.Create(written.Routes.Values.SelectMany(route => route.DangerousForwardHeaders).Where(name => HeaderNameSet.Fold(name).Length > 0), []));

    private static HeaderNameSet? ForwardableOf(IEnumerable<GatewayRoute> routes)
    {
        string[] names = [.. routes.SelectMany(route => route.ForwardedHeaderNames).Distinct(StringComparer.OrdinalIgnoreCase)];
        return names.Length == 0 ? null : HeaderNameSet.Create(names, []);
    }

    private void CheckParts(IDialectDefinition dialect)
    {
        foreach (var part in _gateway.DialectEndpoints.Parts.Keys.Where(part => !dialect.Parts.Contains(part, StringComparer.OrdinalIgnoreCase)))
        {
            _errors.Add(ConfigPath.Join(_gateway.DialectEndpoints.Path, part), dialect.Parts.IsEmpty
                ? $"the dialect {dialect.Name} has no calls of its own"
                : $"the dialect {dialect.Name} has no part of this name; its parts are {string.Join(", ", dialect.Parts)}");
        }
    }

    private static ConfiguredSettings InFile(TokensConfig tokens, ImmutableHashSet<SettingName> named, IDialectDefinition dialect, bool countsInRealm = false) =>
        new(CompileOptions(tokens) with { MayOutliveCreator = dialect.MayOutliveCreator, CountsInRealm = countsInRealm }, named);

    private static TokenOptions CompileOptions(TokensConfig tokens) => new()
    {
        Enabled = tokens.Enabled,
        Prefix = tokens.Prefix,
        MaxPerUser = tokens.MaxPerUser,
        MaxTotal = tokens.MaxTotal,
        MaxLifetime = tokens.MaxLifetime,
        AllowNonExpiring = tokens.AllowNonExpiring,
        Creators = tokens.Creators,
        OwnersMay = tokens.OwnersMay,
        CreateForOthers = tokens.CreateForOthers,
        DefaultManages = tokens.DefaultManages,
        KeepDeleted = tokens.KeepDeleted,
    };
}

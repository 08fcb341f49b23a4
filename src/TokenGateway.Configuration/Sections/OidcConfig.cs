using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:SignIn:Oidc</c>: the identity provider that people sign in at (OpenID Connect).</summary>
internal sealed class OidcConfig(ConfigNode? node)
{
    public const string Section = "Oidc";

    private const string Post = "client_secret_post";

    private const string Basic = "client_secret_basic";

    private static readonly TextShape Scope = new() { What = "a scope", Pattern = Patterns.Scope, Hint = "for example openid; each scope is one element" };

    private static readonly TextShape Claim = new() { What = "the name of a claim", Pattern = Patterns.Claim, Hint = "for example groups", Nullable = true };

    private static readonly TextShape ClaimOrPath = Claim with { What = "the name of a claim, or a path", Hint = "for example groups, or /realm_access/roles for a claim inside another" };

    private static readonly TextShape ClaimValue = new() { What = "a value of a claim", MaxLength = 1000 };

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> AuthorityKey = Keys.Add<string?>("Authority", Texts.OrNull, "The provider's address, https; null: nobody signs in at a provider.", "null");

    private static readonly Key<string?> ClientIdKey = Keys.Add<string?>("ClientId", Texts.OrNull, "What the provider calls the gateway.", "null");

    private static readonly Key<string?> ClientSecretKey = Keys.Add<string?>("ClientSecret", Texts.OrNull with { Secret = true }, "The client's secret itself.");

    private static readonly Key<string?> ClientSecretFileKey = Keys.Add<string?>("ClientSecretFile", Texts.OrNull, "A file that holds the client's secret.", "null");

    private static readonly Key<string?> DisplayNameKey = Keys.Add<string?>("DisplayName", Texts.OrNull, "What the sign-in page calls the provider; null: its host name.", "null");

    private static readonly Key<IReadOnlyList<string>> ScopesKey = Keys.Add<IReadOnlyList<string>>(
        "Scopes", new ListShape(Scope), "What the provider is asked for; openid is always among it.", """["openid", "profile", "email"]""");

    private static readonly Key<string?> UserClaimKey = Keys.Add<string?>(
        "UserClaim", Claim, "The claim that a new user's id is taken from; null: preferred_username, else the verified e-mail address, else sub.", "null");

    private static readonly Key<string> RoleClaimKey = Keys.Add<string>(
        "RoleClaim", ClaimOrPath with { Nullable = false }, "The claim whose values RoleMap names: its name, or a path such as /realm_access/roles.", "\"groups\"");

    private static readonly Key<ConfigNode?> RoleMapKey = Keys.Add<ConfigNode?>(
        "RoleMap", new MapShape(ClaimValue, Texts.Role) { MayBeEmpty = true }, "From a value of the claim to the role that it gives. Nobody signs in without a role.", "{}");

    private static readonly Key<string?> RealmClaimKey = Keys.Add<string?>(
        "RealmClaim", ClaimOrPath, "The claim whose values RealmMap names, by its name or a path; null: realms are set here, as for other users.", "null");

    private static readonly Key<ConfigNode?> RealmMapKey = Keys.Add<ConfigNode?>(
        "RealmMap", new MapShape(ClaimValue, Texts.Realm) { MayBeEmpty = true }, "From a value of the claim to the realm that it gives; * is all.", "{}");

    private static readonly Key<ClaimSeparator> ClaimSeparatorKey = Keys.Add<ClaimSeparator>(
        "ClaimSeparator", new EnumShape(Enum.GetNames<ClaimSeparator>()), "What separates values in a role or realm claim that is one text; None: it is one value.", "\"None\"");

    private static readonly Key<string?> ClientAuthenticationKey = Keys.Add<string?>(
        "ClientAuthentication", new EnumShape(Post, Basic) { Nullable = true },
        "How the secret is sent; null: in the body (client_secret_post), unless the provider takes it only in the header (client_secret_basic).", "null");

    private static readonly Key<bool> MissingAuthTimeKey = Keys.Add<bool>(
        "InsecureAllowMissingAuthTime", new BooleanShape(),
        "true: where a recent sign-in is needed, one at the provider counts although the ID token does not say when it was (auth_time).", "false");

    private static readonly Key<bool> UnverifiedEmailKey = Keys.Add<bool>(
        "InsecureAllowUnverifiedEmail", new BooleanShape(), "true: an e-mail address counts although the provider does not say that it verified it (email_verified).", "false");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, SignInConfig.Section, Section);

    /// <summary>Null: nobody signs in at a provider.</summary>
    public string? Authority { get; } = AuthorityKey.In(node);

    public string? ClientId { get; } = ClientIdKey.In(node);

    /// <summary>A secret: never logged.</summary>
    public string? ClientSecret { get; } = ClientSecretKey.In(node);

    /// <summary>A file that holds the secret; relative to the folder of the configuration file.</summary>
    public string? ClientSecretFile { get; } = ClientSecretFileKey.In(node);

    public string? DisplayName { get; } = DisplayNameKey.In(node);

    public IReadOnlyList<string> Scopes { get; } = ScopesKey.In(node);

    public string? UserClaim { get; } = UserClaimKey.In(node);

    public string RoleClaim { get; } = RoleClaimKey.In(node);

    /// <summary>From claim value to the name of a role.</summary>
    public IReadOnlyDictionary<string, string> RoleMap { get; } = MapOf(RoleMapKey.In(node));

    /// <summary>Null: claims say nothing of realms.</summary>
    public string? RealmClaim { get; } = RealmClaimKey.In(node);

    /// <summary>From claim value to a realm, or <c>*</c>.</summary>
    public IReadOnlyDictionary<string, string> RealmMap { get; } = MapOf(RealmMapKey.In(node));

    public ClaimSeparator ClaimSeparator { get; } = ClaimSeparatorKey.In(node);

    public ClientAuthentication ClientAuthentication { get; } = MethodOf(ClientAuthenticationKey.In(node));

    public bool InsecureAllowMissingAuthTime { get; } = MissingAuthTimeKey.In(node);

    public bool InsecureAllowUnverifiedEmail { get; } = UnverifiedEmailKey.In(node);

    public static void Check(OidcConfig oidc, ConfigErrors errors)
    {
        if (oidc.Authority is null)
        {
            if (oidc.ClientId is not null || oidc.RoleMap.Count > 0)
                errors.Add(oidc.Path, "\"Authority\" is missing, the provider's address, for example https://login.example.com");
            return;
        }

        if (FaultOf(oidc.Authority) is { } fault)
            errors.Add(ConfigPath.Join(oidc.Path, "Authority"), fault);
        if (string.IsNullOrWhiteSpace(oidc.ClientId))
            errors.Add(oidc.Path, "\"ClientId\" is missing, as the provider names this client");
        if (oidc.ClientSecret is null == oidc.ClientSecretFile is null)
            errors.Add(oidc.Path, "exactly one of \"ClientSecret\" and \"ClientSecretFile\" is needed");
        if (oidc.RoleMap.Count == 0)
            errors.Add(ConfigPath.Join(oidc.Path, "RoleMap"), $"no value of the claim \"{oidc.RoleClaim}\" gives a role, so nobody could sign in; for example {{ \"gateway-admins\": \"Administrators\" }}");
        if (oidc.RealmClaim is null != (oidc.RealmMap.Count == 0))
            errors.Add(oidc.Path, "\"RealmClaim\" and \"RealmMap\" go together");
        CheckClaims(oidc, errors);
    }

    private static void CheckClaims(OidcConfig oidc, ConfigErrors errors)
    {
        foreach (var (key, text) in new[] { ("RoleClaim", oidc.RoleClaim), ("RealmClaim", oidc.RealmClaim) })
        {
            if (text is not null && !ClaimPath.TryParse(text, out _, out var fault))
                errors.Add(ConfigPath.Join(oidc.Path, key), fault);
        }

        if (oidc.UserClaim is ['/', ..])
            errors.Add(ConfigPath.Join(oidc.Path, "UserClaim"), "the name of a claim is expected; paths are for RoleClaim and RealmClaim");
    }

    private static ClientAuthentication MethodOf(string? word) => word is null ? ClientAuthentication.Discovered
        : ConfigPath.Same(word, Basic) ? ClientAuthentication.Header
        : ClientAuthentication.Body;

    private static string? FaultOf(string authority)
    {
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            return "an address is expected, for example https://login.example.com";
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            return "an address without user name, password, ? and # is expected";
        return url.Scheme == "https" || url.IsLoopback ? null : "https is needed; plain http is for a provider on this machine only";
    }

    private static Dictionary<string, string> MapOf(ConfigNode? map) =>
        (map?.Children ?? []).Where(child => child.IsLeaf).ToDictionary(child => child.Key, child => map.Text(child.Key)!, StringComparer.Ordinal);
}

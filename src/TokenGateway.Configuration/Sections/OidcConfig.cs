using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:SignIn:Oidc</c>: the identity provider that people sign in at (OpenID Connect).</summary>
internal sealed class OidcConfig(ConfigNode? node)
{
    public const string Section = "Oidc";

    // RFC 6749, 3.3
    private static readonly TextShape Scope = new() { What = "a scope", Pattern = @"[!#-\[\]-~]{1,200}", Hint = "for example openid; each scope is one element" };

    private static readonly TextShape Claim = new() { What = "the name of a claim", Pattern = @"\S{1,200}", Hint = "for example groups", Nullable = true };

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

    private static readonly Key<string> RoleClaimKey = Keys.Add<string>("RoleClaim", Claim with { Nullable = false }, "The claim whose values RoleMap names.", "\"groups\"");

    private static readonly Key<ConfigNode?> RoleMapKey = Keys.Add<ConfigNode?>(
        "RoleMap", new MapShape(ClaimValue, Texts.Role) { MayBeEmpty = true }, "From a value of the claim to the role that it gives. Nobody signs in without a role.", "{}");

    private static readonly Key<string?> RealmClaimKey = Keys.Add<string?>(
        "RealmClaim", Claim, "The claim whose values RealmMap names; null: realms are set here, as for other users.", "null");

    private static readonly Key<ConfigNode?> RealmMapKey = Keys.Add<ConfigNode?>(
        "RealmMap", new MapShape(ClaimValue, Texts.Realm) { MayBeEmpty = true }, "From a value of the claim to the realm that it gives; * is all.", "{}");

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
    }

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

using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:SignIn</c>: the sign-in of users.</summary>
internal sealed class SignInConfig(ConfigNode? node)
{
    public const string Section = "SignIn";

    private static readonly KeyList Keys = new();

    private static readonly Key<bool> PasswordKey = Keys.Add<bool>("Password", new BooleanShape(), "false: password sign-in is disabled.", "true");

    private static readonly Key<bool> PasskeysKey = Keys.Add<bool>("Passkeys", new BooleanShape(), "false: passkeys are disabled.", "true");

    private static readonly Key<TimeSpan> IdleTimeoutKey =
        Keys.Add<TimeSpan>("IdleTimeout", new DurationShape("1m", "30d"), "A session ends when it is not used for this long.", "\"8h\"");

    private static readonly Key<TimeSpan> MaxLifetimeKey =
        Keys.Add<TimeSpan>("MaxLifetime", new DurationShape("1m", "30d"), "A session ends after this long, even if it is in use.", "\"24h\"");

    public static readonly ObjectShape Shape = CreateShape();

    public bool Password { get; } = PasswordKey.In(node);

    public bool Passkeys { get; } = PasskeysKey.In(node);

    public TimeSpan IdleTimeout { get; } = IdleTimeoutKey.In(node);

    public TimeSpan MaxLifetime { get; } = MaxLifetimeKey.In(node);

    public OidcConfig Oidc { get; } = new(node?[OidcConfig.Section]);

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var signIn = new SignInConfig(gateway?[Section]);
        if (!errors.AnyUnder(signIn.Oidc.Path))
            OidcConfig.Check(signIn.Oidc, errors);
    }

    private static ObjectShape CreateShape()
    {
        Keys.Add(OidcConfig.Section, OidcConfig.Shape, "The identity provider that people sign in at (OpenID Connect).");
        return Keys.Shape;
    }
}

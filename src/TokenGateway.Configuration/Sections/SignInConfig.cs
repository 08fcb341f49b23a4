using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:SignIn</c>: how people sign in.</summary>
internal sealed class SignInConfig(ConfigNode? node)
{
    public const string Section = "SignIn";

    private static readonly KeyList Keys = new();

    private static readonly Key<bool> PasswordKey = Keys.Add<bool>("Password", new BooleanShape(), "false: password sign-in is disabled.", "true");

    private static readonly Key<TimeSpan> IdleTimeoutKey =
        Keys.Add<TimeSpan>("IdleTimeout", new DurationShape("1m", "30d"), "A session ends when it is not used for this long.", "\"8h\"");

    private static readonly Key<TimeSpan> MaxLifetimeKey =
        Keys.Add<TimeSpan>("MaxLifetime", new DurationShape("1m", "30d"), "A session ends after this long, even if it is in use.", "\"24h\"");

    public static readonly ObjectShape Shape = Keys.Shape;

    public bool Password { get; } = PasswordKey.In(node);

    public TimeSpan IdleTimeout { get; } = IdleTimeoutKey.In(node);

    public TimeSpan MaxLifetime { get; } = MaxLifetimeKey.In(node);
}

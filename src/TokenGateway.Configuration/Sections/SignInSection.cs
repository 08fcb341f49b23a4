using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:SignIn</c>.</summary>
internal static class SignInSection
{
    public const string Key = "SignIn";

    public static readonly ObjectShape Shape = new(
        new("Password", new BooleanShape(), "false: password sign-in is disabled.", "true"),
        new("IdleTimeout", new DurationShape("1m", "30d"), "A session ends when it is not used for this long.", "\"8h\""),
        new("MaxLifetime", new DurationShape("1m", "30d"), "A session ends after this long, even if it is in use.", "\"24h\""));

    public static SignInConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new SignInConfig
        {
            Password = node.Boolean("Password", true),
            IdleTimeout = node.Duration("IdleTimeout") ?? TimeSpan.FromHours(8),
            MaxLifetime = node.Duration("MaxLifetime") ?? TimeSpan.FromHours(24),
        };
    }
}

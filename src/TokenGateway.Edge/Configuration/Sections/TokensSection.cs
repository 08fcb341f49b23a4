using TokenGateway.Edge.Configuration.Shapes;
using TokenGateway.Edge.Configuration.Sources;

namespace TokenGateway.Edge.Configuration.Sections;

/// <summary><c>TokenGateway:Tokens</c>.</summary>
internal static class TokensSection
{
    public const string Key = "Tokens";

    private static readonly TextShape Prefix = new()
    {
        What = "a token prefix",
        Pattern = "[a-z][a-z0-9]{1,15}",
        Hint = "2 to 16 lower case letters and digits, a letter first",
    };

    public static readonly ObjectShape Shape = new(
        new("Enabled", new BooleanShape(), "false: nobody creates tokens, and none authenticates.", "true"),
        new("Prefix", Prefix, "What the values of new tokens begin with.", "\"tgw\""),
        new("MaxPerUser", new IntegerShape(1, int.MaxValue) { Nullable = true }, "Live tokens a user may have; null: no limit.", "50"),
        new("MaxTotal", new IntegerShape(1, int.MaxValue) { Nullable = true }, "Live tokens a realm may have; null: no limit.", "null"),
        new("MaxLifetime", new DurationShape("1s", "36500d") { Nullable = true }, "The longest time a token may live; null: no limit.", "null"),
        new("AllowNonExpiring", new BooleanShape(), "Whether a token may be made without an end.", "true"));

    public static TokensConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new TokensConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            Enabled = node.Boolean("Enabled", true),
            Prefix = node.Text("Prefix") ?? "tgw",
            MaxPerUser = node.Integer("MaxPerUser", 50),
            MaxTotal = node.Integer("MaxTotal"),
            MaxLifetime = node.Duration("MaxLifetime"),
            AllowNonExpiring = node.Boolean("AllowNonExpiring", true),
        };
    }
}

using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Realms</c>: options of projects, organizations, environments, accounts, by name.</summary>
internal static class RealmsSection
{
    public const string Key = "Realms";

    private static readonly TextShape Name = Texts.RealmName with { Hint = $"{Texts.RealmName.Hint}; options for all realms belong under TokenGateway:Tokens" };

    public static readonly MapShape Shape = new(Name, new ObjectShape(
        new KeyShape(TokensSection.Key, TokensSection.RealmShape, "Token options of this realm; a missing key defaults to the one under TokenGateway:Tokens.")))
    {
        MayBeEmpty = true,
    };

    public static IReadOnlyDictionary<string, RealmConfig> Read(ConfigNode? gateway, TokensConfig others) => gateway.Map(Key, node => new RealmConfig(
        node.Path,
        node.Key,
        TokensSection.Read(node[TokensSection.Key], others) with { Path = ConfigPath.Join(node.Path, TokensSection.Key) },
        node[TokensSection.Key]?["MaxPerUser"] is not null,
        TokensSection.Named(node)));
}

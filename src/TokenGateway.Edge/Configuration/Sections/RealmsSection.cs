using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Configuration.Shapes;
using TokenGateway.Edge.Configuration.Sources;

namespace TokenGateway.Edge.Configuration.Sections;

/// <summary><c>TokenGateway:Realms</c>: options of projects, organizations, environments, accounts, by name.</summary>
internal static class RealmsSection
{
    public const string Key = "Realms";

    public static readonly MapShape Shape = new(Texts.Realm, new ObjectShape(
        new KeyShape(TokensSection.Key, TokensSection.RealmShape, "What holds for tokens of the realm; a key that is missing holds as under TokenGateway:Tokens.")))
    {
        MayBeEmpty = true,
    };

    public static IReadOnlyDictionary<string, RealmConfig> Read(ConfigNode? gateway, TokensConfig others) => gateway.Map(Key, node => new RealmConfig(
        node.Path,
        node.Key,
        TokensSection.Read(node[TokensSection.Key], others) with { Path = ConfigPath.Join(node.Path, TokensSection.Key) },
        node[TokensSection.Key]?["MaxPerUser"] is not null,
        TokensSection.Named(node)));

    /// <summary>One name is no realm.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var realm in gateway?[Key]?.Children ?? [])
        {
            if (realm.Key == RealmSet.AllText)
                errors.Add(realm.Path, "* is no realm; what holds in all of them stands under TokenGateway:Tokens");
        }
    }
}

using System.Collections.Immutable;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Settings;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Realms:NAME</c>: the options of one realm (a project, organization, environment or account).</summary>
/// <param name="Path">Its configuration path.</param>
/// <param name="Name">The realm.</param>
/// <param name="Tokens">The options of its tokens; by default those of all tokens.</param>
/// <param name="CountsInRealm">Whether it sets the maximum number of tokens per user, which then counts the tokens of the realm alone.</param>
/// <param name="Named">The configured keys that can be set at run time: a ceiling for run-time settings.</param>
internal sealed record RealmConfig(string Path, string Name, TokensConfig Tokens, bool CountsInRealm, ImmutableHashSet<SettingName> Named)
{
    public const string Section = "Realms";

    private static readonly TextShape NameShape = Texts.RealmName with { Hint = $"{Texts.RealmName.Hint}; options for all realms belong under TokenGateway:Tokens" };

    public static readonly MapShape Shape = new(NameShape, new ObjectShape(
        new KeyShape(TokensConfig.Section, TokensConfig.RealmShape, "Token options of this realm; a missing key defaults to the one under TokenGateway:Tokens.")))
    {
        MayBeEmpty = true,
    };

    public static IReadOnlyDictionary<string, RealmConfig> Read(ConfigNode? gateway, TokensConfig others) => gateway.Map(
        Section, node => new RealmConfig(node.Path, node.Key, others.OfRealm(node), TokensConfig.CountsIn(node), TokensConfig.Named(node)));
}

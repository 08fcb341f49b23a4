using System.Collections.Immutable;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Settings;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Realms:NAME</c>: what a realm (a project, an organization, an environment, an account) says otherwise.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Name">The realm.</param>
/// <param name="Tokens">What holds for its tokens; where it says nothing, what holds for all.</param>
/// <param name="CountsInRealm">It says how many tokens a user may have, so those of the realm count alone.</param>
/// <param name="Named">What it names of that which can be set at run time: a ceiling for what is set.</param>
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

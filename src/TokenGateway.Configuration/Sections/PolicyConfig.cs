using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Policies:NAME</c>: a rule that routes refer to.</summary>
internal sealed class PolicyConfig(ConfigNode node)
{
    public const string Section = "Policies";

    public static readonly MapShape Shape = new(Texts.Policy, new ObjectShape(
        new KeyShape(AccessEntryConfig.Section, AccessEntryConfig.Shape, "The entries of the rule; the first that names the method decides.") { Required = true }))
    {
        MayBeEmpty = true,
    };

    // These names have a fixed meaning in a route's Policy or AuthorizationPolicy.
    private static readonly string[] Reserved = ["Default", "Anonymous"];

    public string Path { get; } = node.Path;

    public string Name { get; } = node.Key;

    public IReadOnlyList<AccessEntryConfig> Access { get; } = AccessEntryConfig.Read(node) ?? [];

    public static IReadOnlyDictionary<string, PolicyConfig> Read(ConfigNode? gateway) => gateway.Map(Section, node => new PolicyConfig(node));

    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var policy in gateway?[Section]?.Children ?? [])
        {
            if (Reserved.Any(name => ConfigPath.Same(name, policy.Key)))
                errors.Add(policy.Path, "the name is taken: Default is any valid token, Anonymous is no token at all");
            AccessEntryConfig.Check(policy, errors);
        }
    }
}

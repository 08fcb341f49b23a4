using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Policies</c>.</summary>
internal static class PoliciesSection
{
    public const string Key = "Policies";

    public static readonly MapShape Shape = new(Texts.Policy, new ObjectShape(
        new KeyShape(AccessSection.Key, AccessSection.Shape, "The entries of the rule; the first that names the method decides.") { Required = true }))
    {
        MayBeEmpty = true,
    };

    // What a route's Policy or AuthorizationPolicy means by these names is fixed.
    private static readonly string[] Reserved = ["Default", "Anonymous"];

    public static IReadOnlyDictionary<string, PolicyConfig> Read(ConfigNode? gateway) => gateway.Map(Key, node => new PolicyConfig
    {
        Path = node.Path,
        Name = node.Key,
        Access = AccessSection.Read(node) ?? [],
    });

    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var policy in gateway?[Key]?.Children ?? [])
        {
            if (Reserved.Any(name => ConfigPath.Same(name, policy.Key)))
                errors.Add(policy.Path, "the name is taken: Default is any valid token, Anonymous is no token at all");
            AccessSection.Check(policy, errors);
        }
    }
}

using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>
/// An element of <c>Access</c>, the rule of a route or a policy: the first one whose methods include the request's method
/// decides.
/// </summary>
internal sealed class AccessEntryConfig(ConfigNode node)
{
    public const string Section = "Access";

    private static readonly Key<IReadOnlyList<string>?> MethodsKey = new(
        "Methods", new ListShape(Texts.Method), "The methods this entry decides; all when absent. HEAD follows GET where no entry names it.");

    private static readonly KeyShape OneOfKey = new("OneOf", new ListShape(ConditionConfig.Shape), "At least one of these holds, besides the conditions above.");

    public static readonly ListShape Shape = new(new ObjectShape([MethodsKey, .. ConditionConfig.Shape.Keys, OneOfKey]));

    public string Path { get; } = node.Path;

    /// <summary>As configured; null: all methods.</summary>
    public IReadOnlyList<string>? Methods { get; } = MethodsKey.In(node);

    public ConditionConfig Condition { get; } = new(node);

    /// <summary>One of these must be met in addition to <see cref="Condition"/>; empty: no further condition.</summary>
    public IReadOnlyList<ConditionConfig> OneOf { get; } = node.List(OneOfKey.Name, one => new ConditionConfig(one));

    public static IReadOnlyList<AccessEntryConfig>? Read(ConfigNode? owner) =>
        owner?[Section] is null ? null : owner.List(Section, entry => new AccessEntryConfig(entry));

    public static void Check(ConfigNode? owner, ConfigErrors errors)
    {
        foreach (var entry in ElementsOf(owner?[Section], errors))
        {
            ConditionConfig.Check(entry, hasAlternatives: entry[OneOfKey.Name] is not null, errors);
            foreach (var alternative in ElementsOf(entry[OneOfKey.Name], errors))
                ConditionConfig.Check(alternative, hasAlternatives: false, errors);
        }
    }

    private static IReadOnlyList<ConfigNode> ElementsOf(ConfigNode? list, ConfigErrors errors) =>
        list is null || errors.AnyAt(list.Path) ? [] : list.Children;
}

using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>A rule: the list <c>Access</c> of a route or of a policy.</summary>
internal static class AccessSection
{
    public const string Key = "Access";

    public static readonly ListShape Shape = new(new ObjectShape(
    [
        new("Methods", new ListShape(Texts.Method), "The methods this entry decides; all when absent. HEAD follows GET where no entry names it."),
        .. ConditionSection.Keys,
        new("OneOf", new ListShape(ConditionSection.Shape), "At least one of these holds, besides the conditions above."),
    ]));

    public static IReadOnlyList<AccessEntryConfig>? Read(ConfigNode? owner) =>
        owner?[Key] is null ? null : owner.List(Key, ReadEntry);

    public static void Check(ConfigNode? owner, ConfigErrors errors)
    {
        foreach (var entry in ElementsOf(owner?[Key], errors))
        {
            ConditionSection.Check(entry, hasAlternatives: entry["OneOf"] is not null, errors);
            foreach (var alternative in ElementsOf(entry["OneOf"], errors))
                ConditionSection.Check(alternative, hasAlternatives: false, errors);
        }
    }

    private static IReadOnlyList<ConfigNode> ElementsOf(ConfigNode? list, ConfigErrors errors) =>
        list is null || errors.AnyAt(list.Path) ? [] : list.Children;

    private static AccessEntryConfig ReadEntry(ConfigNode node) => new()
    {
        Path = node.Path,
        Methods = node.Texts("Methods"),
        Condition = ConditionSection.Read(node),
        OneOf = node.List("OneOf", ConditionSection.Read),
    };
}

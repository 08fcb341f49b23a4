using System.Globalization;
using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// A list. .NET's binder reads a scalar, null or an empty list as absent, which for a condition would mean "everyone"; all
/// of them are errors.
/// </summary>
internal sealed record ListShape(Shape Items) : Shape
{
    /// <summary>Whether <c>[]</c> is valid.</summary>
    public bool MayBeEmpty { get; init; }

    public override string Name => "a list";

    public override Shape At(string key) => Items;

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "array");
        schema.WriteStartObject("items");
        Items.WriteSchema(schema);
        schema.WriteEndObject();
        if (!MayBeEmpty)
            schema.WriteNumber("minItems", 1);
    }

    protected override void CheckContent(ConfigNode node, ConfigErrors errors)
    {
        if (FaultOf(node) is { } fault)
        {
            errors.Add(node.Path, fault);
            return;
        }

        foreach (var child in node.Children)
            Items.Check(child, errors);
    }

    private string? FaultOf(ConfigNode node)
    {
        if (!string.IsNullOrEmpty(node.Value))
            return Items.ExampleOf(node.Value) is { } item ? $"a list is expected: [{item}]" : NotWhatIsExpected(node);
        if (node.IsLeaf)
            return IsEmptyList(node) ? FaultOfEmpty() : NotWhatIsExpected(node);
        if (node.Kind is not (JsonValueKind.Array or JsonValueKind.Undefined) || node.Children.Any(child => !ConfigPath.IsIndex(child.Key)))
            return "a list is expected, not an object";
        return HasGap(node) ? "a list is numbered 0, 1, 2 ... without a gap; lists of several sources are not merged, the last one is taken whole" : null;
    }

    private static bool IsEmptyList(ConfigNode node) =>
        node is { Kind: JsonValueKind.Array } or { Kind: JsonValueKind.Undefined, Value: "" };

    private string? FaultOfEmpty() => MayBeEmpty ? null : "a list with at least one element is expected";

    // Children are ordered by index.
    private static bool HasGap(ConfigNode node) =>
        node.Children.Index().Any(child => child.Item.Key != child.Index.ToString(CultureInfo.InvariantCulture));
}

using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:RateLimits:NAME:Cost</c>: how many permits a request uses.</summary>
internal sealed class RateLimitCostConfig(ConfigNode? node)
{
    public const string Section = "Cost";

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> HeaderKey = Keys.Add<string?>(
        "FromResponseHeader", Texts.Header with { Nullable = true }, "The response header in which the upstream returns the cost of the request: a whole number; null: every request costs Default.", "null");

    private static readonly Key<int> DefaultKey = Keys.Add<int>(
        "Default", new IntegerShape(0, 10_000_000), "The initial cost of a request, and the final one if its response has no such header.", "1");

    public static readonly ObjectShape Shape = Keys.Shape;

    /// <summary>Null: no header determines the cost.</summary>
    public string? FromResponseHeader { get; } = HeaderKey.In(node);

    public int Default { get; } = DefaultKey.In(node);
}

namespace TokenGateway.Dialects.GoodData;

/// <summary>Features by name, with their scopes.</summary>
internal sealed record GoodDataStaticFeatures(IReadOnlyDictionary<string, string> Context, IReadOnlyDictionary<string, string> Items)
{
    public static GoodDataStaticFeatures None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());
}

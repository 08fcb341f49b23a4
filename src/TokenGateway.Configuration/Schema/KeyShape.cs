namespace TokenGateway.Configuration.Schema;

/// <summary>
/// A key of an object, found ignoring case as everywhere in .NET's configuration. Description and default (as JSON; null
/// when nothing fixed holds without the key) are for the schema: editors show them.
/// </summary>
internal sealed record KeyShape(string Name, Shape Shape, string Description, string? Default = null)
{
    public bool Required { get; init; }
}

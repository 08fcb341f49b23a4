namespace TokenGateway.Configuration.Sections;

/// <summary>Which dialect calls the gateway serves; the others belong to the upstream.</summary>
/// <param name="Path">Its configuration path.</param>
/// <param name="All">The value for parts that are not named.</param>
/// <param name="Parts">The values of named parts.</param>
internal sealed record DialectEndpointsConfig(string Path, bool All, IReadOnlyDictionary<string, bool> Parts)
{
    public bool Serves(string part) => Parts.GetValueOrDefault(part, All);
}

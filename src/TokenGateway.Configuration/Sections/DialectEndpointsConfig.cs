namespace TokenGateway.Configuration.Sections;

/// <summary>Which of the dialect's own calls are answered; the others are the upstream's.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="All">What holds for parts that are not named.</param>
/// <param name="Parts">What holds for those that are, by name.</param>
internal sealed record DialectEndpointsConfig(string Path, bool All, IReadOnlyDictionary<string, bool> Parts)
{
    public bool Serves(string part) => Parts.GetValueOrDefault(part, All);
}

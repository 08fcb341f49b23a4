namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary>The host application's additions to the section <c>ReverseProxy</c>; the gateway itself has none.</summary>
internal sealed record HostKeys
{
    public static readonly HostKeys None = new();

    /// <summary>Whether the host registered transforms of its own. Only YARP then knows all transform names.</summary>
    public bool HasTransforms { get; init; }

    public IReadOnlyCollection<string> OfRoutes { get; init; } = [];

    public IReadOnlyCollection<string> OfClusters { get; init; } = [];

    public IReadOnlyCollection<string> OfDestinations { get; init; } = [];
}

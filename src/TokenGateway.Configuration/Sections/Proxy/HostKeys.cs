namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary>What a host application adds to the section <c>ReverseProxy</c>; the gateway itself adds nothing.</summary>
internal sealed record HostKeys
{
    public static readonly HostKeys None = new();

    /// <summary>Whether the host registered transforms of its own. Only YARP can then say whether a name is one.</summary>
    public bool HasTransforms { get; init; }

    public IReadOnlyCollection<string> OfRoutes { get; init; } = [];

    public IReadOnlyCollection<string> OfClusters { get; init; } = [];

    public IReadOnlyCollection<string> OfDestinations { get; init; } = [];
}

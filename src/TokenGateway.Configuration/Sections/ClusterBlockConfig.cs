namespace TokenGateway.Configuration.Sections;

/// <summary>The block <c>TokenGateway</c> of a cluster.</summary>
public sealed record ClusterBlockConfig
{
    /// <summary>Of the block, whether it was written or not.</summary>
    public required string Path { get; init; }

    public required string ClusterId { get; init; }

    /// <summary>Connections to the upstream belong to one client connection, for upstreams that sign connections in.</summary>
    public bool ConnectionPerClient { get; init; }

    public required UpstreamCredentialConfig? UpstreamCredential { get; init; }
}

using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>ReverseProxy:Clusters:ID:TokenGateway</c>.</summary>
internal sealed class ClusterBlockConfig(ConfigNode cluster)
{
    private static readonly KeyList Keys = new();

    private static readonly KeyShape UpstreamCredentialKey =
        Keys.Add("UpstreamCredential", UpstreamCredentialConfig.Shape, "The gateway's own credential for the upstream.");

    private static readonly Key<bool> ConnectionPerClientKey = Keys.Add<bool>(
        "ConnectionPerClient", new BooleanShape(), "true: each client connection has separate upstream connections, and NTLM, Negotiate and Kerberos are forwarded.", "false");

    public static readonly ObjectShape Shape = Keys.Shape;

    /// <summary>The path of the block, even if absent.</summary>
    public string Path { get; } = ConfigPath.Join(cluster.Path, ConfigPath.Gateway);

    public string ClusterId { get; } = cluster.Key;

    /// <summary>Whether upstream connections belong to one client connection, for upstreams that authenticate connections.</summary>
    public bool ConnectionPerClient { get; } = ConnectionPerClientKey.In(cluster[ConfigPath.Gateway]);

    public UpstreamCredentialConfig? UpstreamCredential { get; } =
        cluster[ConfigPath.Gateway]?[UpstreamCredentialKey.Name] is { } node ? new UpstreamCredentialConfig(node) : null;

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode cluster, ConfigErrors errors)
    {
        var block = new ClusterBlockConfig(cluster);
        if (block.UpstreamCredential is { } credential && !errors.AnyUnder(block.Path) && credential.Value is null == credential.ValueFile is null)
            errors.Add(credential.Path, "exactly one of \"Value\" and \"ValueFile\" is needed");
    }
}

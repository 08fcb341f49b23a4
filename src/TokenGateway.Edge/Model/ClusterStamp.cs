using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Model;

/// <summary>
/// Records in YARP's cluster configuration which of our settings its HTTP client depends on: YARP creates a new client when
/// the configuration changes, and passes it to the client factory.
/// </summary>
internal static class ClusterStamp
{
    private const string Key = "TokenGateway.ConnectionPerClient";

    public static ClusterConfig Put(ClusterConfig cluster, bool connectionPerClient)
    {
        var metadata = new Dictionary<string, string>(cluster.Metadata ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase);

        // The file must not set it under this name.
        var changes = metadata.Remove(Key) | connectionPerClient;
        if (connectionPerClient)
            metadata[Key] = bool.TrueString;
        return changes ? cluster with { Metadata = metadata } : cluster;
    }

    public static bool HasConnectionPerClient(IReadOnlyDictionary<string, string>? metadata) => metadata?.ContainsKey(Key) == true;
}

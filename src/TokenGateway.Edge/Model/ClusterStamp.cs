using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Model;

/// <summary>
/// Says in YARP's own record of a cluster what of our block its HTTP client depends on: YARP makes a new client when the
/// record changes, and passes it to whoever makes the client.
/// </summary>
internal static class ClusterStamp
{
    private const string Key = "TokenGateway.ConnectionPerClient";

    public static ClusterConfig Put(ClusterConfig cluster, bool connectionPerClient)
    {
        var metadata = new Dictionary<string, string>(cluster.Metadata ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase);

        // It is not for the file to say by another name.
        var changes = metadata.Remove(Key) | connectionPerClient;
        if (connectionPerClient)
            metadata[Key] = bool.TrueString;
        return changes ? cluster with { Metadata = metadata } : cluster;
    }

    public static bool HasConnectionPerClient(IReadOnlyDictionary<string, string>? metadata) => metadata?.ContainsKey(Key) == true;
}

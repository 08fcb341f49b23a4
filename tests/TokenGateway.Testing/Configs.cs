using System.Text.Json.Nodes;

namespace TokenGateway.Testing;

/// <summary>The base configurations of tests.</summary>
public static class Configs
{
    /// <summary>
    /// The shipped sample, with this upstream in its cluster and its own ports. Its rate limit is present but never reached: many tests
    /// send more than a client may, and limits have tests of their own.
    /// </summary>
    public static JsonObject Sample(string upstream)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot(), "config", "gateway.json")))!.AsObject();
        sample.Remove("$schema");
        sample.Remove("Kestrel");
        sample["ReverseProxy"]!["Clusters"]!["legacy"]!["Destinations"]!["a"]!["Address"] = upstream;
        var limit = sample["TokenGateway"]!["RateLimits"]!["standard"]!;
        (limit["Permits"], limit["Burst"]) = (1_000_000, 1_000_000);
        return sample;
    }

    /// <summary>A single route for everything, open to any token; <c>/open</c> is open to anonymous callers too.</summary>
    /// <param name="edgeProtocols">The protocols, as Kestrel's configuration names them.</param>
    /// <param name="clusterRequest">YARP's <c>HttpRequest</c> of the cluster, as JSON.</param>
    public static JsonObject AnyToken(string upstream, string edgeProtocols = "Http1", string clusterRequest = "{}") => JsonNode.Parse($$"""
        {
          "Kestrel": { "Endpoints": {
            "Edge": { "Url": "http://127.0.0.1:0", "Protocols": "{{edgeProtocols}}" },
            "Management": { "Url": "http://127.0.0.1:0" } } },
          "ReverseProxy": {
            "Clusters": { "api": { "Destinations": { "a": { "Address": "{{upstream}}" } }, "HttpRequest": {{clusterRequest}} } },
            "Routes": {
              "open": { "ClusterId": "api", "Match": { "Path": "/open/{**rest}" }, "TokenGateway": { "Anonymous": true } },
              "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" } } }
          },
          "TokenGateway": { "Credentials": ["Authorization: Bearer", "X-API-Key", "?api_token"] }
        }
        """)!.AsObject();

    /// <summary>A dialect's shipped sample, with this upstream in all clusters and its own ports.</summary>
    /// <param name="name">The name of its file, in lower case.</param>
    public static JsonObject Dialect(string name, string upstream)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot(), "config", "dialects", name + ".json")))!.AsObject();
        sample.Remove("$schema");
        sample.Remove("Kestrel");
        foreach (var (_, cluster) in sample["ReverseProxy"]!["Clusters"]!.AsObject())
        {
            foreach (var (_, destination) in cluster!["Destinations"]!.AsObject())
                destination!["Address"] = upstream;
        }

        return sample;
    }

    /// <summary>The directory of <c>TokenGateway.sln</c>.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "TokenGateway.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}

using System.Text.Json.Nodes;

namespace TokenGateway.Testing;

/// <summary>Configurations that tests start from.</summary>
public static class Configs
{
    /// <summary>The shipped sample, with its cluster at this upstream and ports of its own.</summary>
    public static JsonObject Sample(string upstream)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot(), "config", "gateway.json")))!.AsObject();
        sample.Remove("$schema");
        sample.Remove("Kestrel");
        sample["ReverseProxy"]!["Clusters"]!["legacy"]!["Destinations"]!["a"]!["Address"] = upstream;
        return sample;
    }

    /// <summary>The folder that holds <c>TokenGateway.sln</c>.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "TokenGateway.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}

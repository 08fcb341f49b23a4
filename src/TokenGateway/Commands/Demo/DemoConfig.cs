using System.Text.Json;
using System.Text.Json.Nodes;
using TokenGateway.ConfigFiles;

namespace TokenGateway.Commands.Demo;

/// <summary>The demo's configuration: the shipped sample with its own ports and the sample upstream's address.</summary>
internal static class DemoConfig
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<ConfigFile> WriteAsync(string folder, string upstream, DemoOptions options, CancellationToken cancellationToken)
    {
        var sample = JsonNode.Parse(SampleConfig.Read())!.AsObject();
        sample.Remove("$schema");
        sample["Kestrel"] = new JsonObject
        {
            ["Endpoints"] = new JsonObject
            {
                ["Edge"] = new JsonObject { ["Url"] = $"http://127.0.0.1:{options.EdgePort}" },
                ["Management"] = new JsonObject { ["Url"] = $"http://127.0.0.1:{options.ManagementPort}" },
            },
        };
        sample["ReverseProxy"]!["Clusters"]!["legacy"]!["Destinations"]!["a"]!["Address"] = upstream + "/";
        sample["TokenGateway"]!["Store"]!["ConnectionString"] = "Data Source=tokengateway.db";
        var path = Path.Combine(folder, "gateway.json");
        await File.WriteAllTextAsync(path, sample.ToJsonString(Indented), cancellationToken);
        return new ConfigFile(path);
    }
}

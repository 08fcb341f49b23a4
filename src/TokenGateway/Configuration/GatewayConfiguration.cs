using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace TokenGateway.Configuration;

/// <summary>The sources of the gateway's configuration, later ones over earlier ones: the data folder, the file, the environment.</summary>
internal static class GatewayConfiguration
{
    private const string DataVariable = "TOKENGATEWAY_DATA";

    /// <exception cref="Edge.Configuration.ConfigurationInvalidException">The file is not JSON, or has unknown sections.</exception>
    public static IConfigurationRoot Build(ConfigFile file)
    {
        var builder = new ConfigurationBuilder();
        AddSources(builder, file);
        return builder.Build();
    }

    public static void AddSources(IConfigurationBuilder builder, ConfigFile file)
    {
        AddDataFolder(builder, Environment.GetEnvironmentVariable(DataVariable));
        builder.Add(new PolledJsonSource(file.Path));
        builder.AddEnvironmentVariables();
    }

    // Beneath the file: a container image knows where its volume is, but a file that names a store means that one.
    private static void AddDataFolder(IConfigurationBuilder builder, string? folder)
    {
        if (string.IsNullOrEmpty(folder))
            return;
        var connection = new DbConnectionStringBuilder { ["Data Source"] = Path.Combine(Path.GetFullPath(folder), "tokengateway.db") };
        builder.AddInMemoryCollection([new("TokenGateway:Store:ConnectionString", connection.ConnectionString)]);
    }
}

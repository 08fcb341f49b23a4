namespace TokenGateway.ConfigFiles;

/// <summary>The sources of the gateway's configuration, in increasing priority: the data folder, the file, the environment.</summary>
internal static class GatewayConfiguration
{
    /// <exception cref="Configuration.Errors.ConfigurationInvalidException">The file is not JSON, or has unknown sections.</exception>
    public static IConfigurationRoot Build(ConfigFile file)
    {
        var builder = new ConfigurationBuilder();
        AddSources(builder, file);
        return builder.Build();
    }

    public static void AddSources(IConfigurationBuilder builder, ConfigFile file)
    {
        // Below the file, so that a store in the file takes precedence.
        if (DataFolder.ConnectionString is { } connection)
            builder.AddInMemoryCollection([new("TokenGateway:Store:ConnectionString", connection)]);
        builder.Add(new PolledJsonSource(file.Path));
        builder.AddEnvironmentVariables();
    }
}

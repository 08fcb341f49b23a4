namespace TokenGateway.ConfigFiles;

/// <summary>There is no configuration file.</summary>
internal sealed class ConfigFileNotFoundException : Exception
{
    public ConfigFileNotFoundException()
    {
    }

    public ConfigFileNotFoundException(string message)
        : base(message)
    {
    }

    public ConfigFileNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ConfigFileNotFoundException(IReadOnlyList<string> tried)
        : base($"No configuration file. Tried: {string.Join(", ", tried)}. {Fix}")
    {
    }

    // In a container, a file written by `config init` would be lost with it. .NET's base images set this variable.
    private static string Fix => Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1"
        ? "Mount the folder that holds your gateway.json: -v ./config:/etc/tokengateway:ro. `tokengateway config init --path FILE` writes one."
        : "`tokengateway config init` writes one.";
}

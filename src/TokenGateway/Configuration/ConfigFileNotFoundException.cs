namespace TokenGateway.Configuration;

/// <summary>There is no configuration file.</summary>
public sealed class ConfigFileNotFoundException : Exception
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
        : base($"No configuration file. Tried: {string.Join(", ", tried)}. `tokengateway config init` writes one.")
    {
    }
}

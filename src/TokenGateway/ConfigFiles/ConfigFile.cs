namespace TokenGateway.ConfigFiles;

/// <summary>The configuration file that was found.</summary>
internal sealed record ConfigFile(string Path)
{
    private const string Variable = "TOKENGATEWAY_CONFIG";

    /// <summary>What relative paths in the file are relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>
    /// The file that was named; else <c>TOKENGATEWAY_CONFIG</c>, <c>./config/gateway.json</c>,
    /// <c>/etc/tokengateway/gateway.json</c>, the first that is there.
    /// </summary>
    /// <exception cref="ConfigFileNotFoundException">None is there; the message lists what was tried.</exception>
    public static ConfigFile Locate(string? option)
    {
        string?[] candidates = option is not null ? [option]
            : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [named]
            : ["config/gateway.json", "/etc/tokengateway/gateway.json"];
        var full = candidates.OfType<string>().Select(System.IO.Path.GetFullPath).ToList();
        return full.Find(File.Exists) is { } found ? new ConfigFile(found) : throw new ConfigFileNotFoundException(full);
    }
}

namespace TokenGateway.ConfigFiles;

/// <summary>The located configuration file.</summary>
internal sealed record ConfigFile(string Path)
{
    private const string Variable = "TOKENGATEWAY_CONFIG";

    /// <summary>The folder that relative paths in the file refer to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>
    /// Finds the given file; otherwise the first existing one of <c>TOKENGATEWAY_CONFIG</c>, <c>./config/gateway.json</c>,
    /// <c>/etc/tokengateway/gateway.json</c>.
    /// </summary>
    /// <exception cref="ConfigFileNotFoundException">None exists; the message lists the tried paths.</exception>
    public static ConfigFile Locate(string? option)
    {
        string?[] candidates = option is not null ? [option]
            : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [named]
            : ["config/gateway.json", "/etc/tokengateway/gateway.json"];
        var full = candidates.OfType<string>().Select(System.IO.Path.GetFullPath).ToList();
        return full.Find(File.Exists) is { } found ? new ConfigFile(found) : throw new ConfigFileNotFoundException(full);
    }
}
